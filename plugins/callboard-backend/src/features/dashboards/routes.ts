import {
  DateRangeChoice,
  endpoints,
  WidgetDataQuery,
  widgetVocabulary,
} from '@callboard/plugin-callboard-common';
import { ContractRouter } from '../../http/ContractRouter';
import { DashboardCopies } from './DashboardCopies';
import { DashboardReader } from './DashboardReader';
import { DashboardService } from './DashboardService';
import { AnalyticsService } from './analytics/AnalyticsService';
import { WidgetDataInput } from './numbers/resolveQuery';
import { ScheduleService } from './schedules/ScheduleService';
import { DashboardSubscriptions } from './thresholds/DashboardSubscriptions';
import { WidgetDataService } from './WidgetDataService';
import { WidgetService } from './WidgetService';

interface Services {
  reader: DashboardReader;
  dashboards: DashboardService;
  copies: DashboardCopies;
  widgets: WidgetService;
  widgetData: WidgetDataService;
  analytics: AnalyticsService;
  /** Undefined if emails are not configured. */
  schedules: ScheduleService | undefined;
  subscriptions: DashboardSubscriptions;
}

/** Binds the endpoints of dashboards, except the downloads that `bindFiles` binds. */
export function bindDashboards(
  router: ContractRouter,
  services: Services,
): void {
  bindDashboard(router, services);
  bindCopies(router, services);
  bindFavourites(router, services);
  bindWidgets(router, services);
  bindWidgetData(router, services);
  if (services.schedules) {
    bindSchedules(router, services.schedules);
  }
  bindSubscriptions(router, services);
}

function bindDashboard(
  router: ContractRouter,
  { reader, dashboards, widgets }: Services,
) {
  router.handle(endpoints.listDashboards, context =>
    reader.list(context, context.query),
  );
  router.handle(endpoints.createDashboard, async context =>
    reader.toResponse(context, await dashboards.create(context, context.body)),
  );
  router.handle(endpoints.getDashboard, context =>
    reader.get(context, context.params.id),
  );
  router.handle(endpoints.updateDashboard, async context => {
    const { params, body, precondition } = context;
    const row = await dashboards.update(context, params.id, body, precondition);
    return reader.toResponse(context, row);
  });
  router.handle(endpoints.deleteDashboard, context => {
    const { params, precondition } = context;
    return dashboards.delete(context, params.id, precondition);
  });
  router.handle(endpoints.layOutDashboard, async context => {
    const { params, body, precondition } = context;
    const row = await widgets.layOut(context, params.id, body, precondition);
    return reader.toResponse(context, row);
  });
}

function bindCopies(router: ContractRouter, { reader, copies }: Services) {
  router.handle(endpoints.duplicateDashboard, async context =>
    reader.toResponse(
      context,
      await copies.duplicate(context, context.params.id),
    ),
  );
  router.handle(endpoints.exportDashboard, context =>
    reader.export(context, context.params.id),
  );
  router.handle(endpoints.importDashboard, async context => {
    const { row, unresolved } = await copies.import(context, context.body);
    return { ...(await reader.toResponse(context, row)), unresolved };
  });
}

function bindFavourites(router: ContractRouter, { reader }: Services) {
  router.handle(endpoints.favourDashboard, context =>
    reader.setFavourite(context, context.params.id, true),
  );
  router.handle(endpoints.unfavourDashboard, async context => {
    await reader.setFavourite(context, context.params.id, false);
  });
}

function bindWidgets(router: ContractRouter, { reader, widgets }: Services) {
  router.handle(endpoints.listWidgets, context =>
    reader.listWidgets(context, context.params.id, context.query),
  );
  router.handle(endpoints.createWidget, context =>
    widgets.create(context, context.params.id, context.body),
  );
  router.handle(endpoints.getWidget, async context => {
    const { widget } = await reader.requireWidget(context, context.params);
    return widget;
  });
  router.handle(endpoints.updateWidget, context =>
    widgets.update(
      context,
      context.params.id,
      context.params.wid,
      context.body,
      context.precondition,
    ),
  );
  router.handle(endpoints.deleteWidget, context =>
    widgets.delete(
      context,
      context.params.id,
      context.params.wid,
      context.precondition,
    ),
  );
}

const SECOND_MS = 1_000;

function bindWidgetData(
  router: ContractRouter,
  { widgetData, analytics }: Services,
) {
  router.handle(endpoints.getNumberVocabulary, async () => widgetVocabulary);
  router.handle(endpoints.previewWidget, context =>
    widgetData.preview(context, context.body, toWidgetDataInput(context.query)),
  );
  router.handle(endpoints.getWidgetData, context => {
    const { max_age, ...input } = context.query;
    const max_age_ms = max_age === undefined ? undefined : max_age * SECOND_MS;
    return widgetData.readData(context, context.params, {
      ...toWidgetDataInput(input),
      max_age_ms,
    });
  });
  router.handle(endpoints.listWidgetRows, context => {
    const { key, group, cursor, limit, ...input } = context.query;
    return widgetData.listBarRows(
      context,
      context.params,
      toWidgetDataInput(input),
      { key, group, cursor, limit },
    );
  });
  router.handle(endpoints.getAnalytics, context => {
    const { tab, ...input } = context.query;
    return analytics.query(context, tab, toWidgetDataInput(input));
  });
}

/** Converts query parameters to the input of a widget. */
export function toWidgetDataInput({
  date_range,
  start,
  end,
  tz,
  ...filters
}: WidgetDataQuery): WidgetDataInput {
  const choice: DateRangeChoice | undefined =
    start && end ? { start, end } : date_range;
  return { date_range: choice, tz, filters: [filters] };
}

function bindSchedules(router: ContractRouter, schedules: ScheduleService) {
  router.handle(endpoints.listDashboardSchedules, context =>
    schedules.list(context, context.params.id, context.query),
  );
  router.handle(endpoints.createDashboardSchedule, context =>
    schedules.create(context, context.params.id, context.body),
  );
  router.handle(endpoints.updateDashboardSchedule, context =>
    schedules.update(
      context,
      context.params,
      context.body,
      context.precondition,
    ),
  );
  router.handle(endpoints.deleteDashboardSchedule, context => {
    const { params, precondition } = context;
    return schedules.delete(context, params, precondition);
  });
}

function bindSubscriptions(
  router: ContractRouter,
  { subscriptions }: Services,
) {
  router.handle(endpoints.getDashboardSubscription, context =>
    subscriptions.readSubscription(context, context.params.id),
  );
  router.handle(endpoints.putDashboardSubscription, context =>
    subscriptions.setSubscription(
      context,
      context.params.id,
      context.body.level,
    ),
  );
  router.handle(endpoints.deleteDashboardSubscription, context =>
    subscriptions.deleteSubscription(context, context.params.id),
  );
}
