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

const SECOND_MS = 1_000;

/** Binds the endpoints of dashboards, except the downloads that `bindFiles` binds. */
export function bindDashboards(
  router: ContractRouter,
  services: Services,
): void {
  const { reader, dashboards, copies, widgets, widgetData } = services;
  const { analytics, schedules, subscriptions } = services;

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
  router.handle(endpoints.deleteDashboard, context =>
    dashboards.delete(context, context.params.id, context.precondition),
  );
  router.handle(endpoints.layOutDashboard, async context => {
    const { params, body, precondition } = context;
    const row = await widgets.layOut(context, params.id, body, precondition);
    return reader.toResponse(context, row);
  });

  router.handle(endpoints.duplicateDashboard, async context => {
    const row = await copies.duplicate(context, context.params.id);
    return reader.toResponse(context, row);
  });
  router.handle(endpoints.exportDashboard, context =>
    reader.export(context, context.params.id),
  );
  router.handle(endpoints.importDashboard, async context => {
    const { row, unresolved } = await copies.import(context, context.body);
    return { ...(await reader.toResponse(context, row)), unresolved };
  });

  router.handle(endpoints.favourDashboard, context =>
    reader.setFavourite(context, context.params.id, true),
  );
  router.handle(endpoints.unfavourDashboard, async context => {
    await reader.setFavourite(context, context.params.id, false);
  });

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
  router.handle(endpoints.updateWidget, context => {
    const { params, body, precondition } = context;
    return widgets.update(context, params, body, precondition);
  });
  router.handle(endpoints.deleteWidget, context =>
    widgets.delete(context, context.params, context.precondition),
  );

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
    const { key, group, cursor, limit, ...query } = context.query;
    const input = toWidgetDataInput(query);
    const bar = { key, group, cursor, limit };
    return widgetData.listBarRows(context, context.params, input, bar);
  });
  router.handle(endpoints.getAnalytics, context => {
    const { tab, ...input } = context.query;
    return analytics.query(context, tab, toWidgetDataInput(input));
  });

  router.handle(endpoints.getDashboardSubscription, context =>
    subscriptions.readSubscription(context, context.params.id),
  );
  router.handle(endpoints.putDashboardSubscription, context => {
    const { params, body } = context;
    return subscriptions.setSubscription(context, params.id, body.level);
  });
  router.handle(endpoints.deleteDashboardSubscription, context =>
    subscriptions.deleteSubscription(context, context.params.id),
  );

  if (schedules) {
    router.handle(endpoints.listDashboardSchedules, context =>
      schedules.list(context, context.params.id, context.query),
    );
    router.handle(endpoints.createDashboardSchedule, context =>
      schedules.create(context, context.params.id, context.body),
    );
    router.handle(endpoints.updateDashboardSchedule, context => {
      const { params, body, precondition } = context;
      return schedules.update(context, params, body, precondition);
    });
    router.handle(endpoints.deleteDashboardSchedule, context =>
      schedules.delete(context, context.params, context.precondition),
    );
  }
}

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
