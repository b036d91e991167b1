import { durationToMilliseconds } from '@backstage/types';
import { endpoints } from '@callboard/plugin-callboard-common';
import { Core } from '../../core/Core';
import { Feature } from '../../core/Feature';
import { DashboardCopies } from './DashboardCopies';
import { dashboardData } from './dashboardData';
import { dashboardFinder } from './dashboardFinder';
import { DashboardLayouts } from './DashboardLayouts';
import { DashboardReader } from './DashboardReader';
import { DashboardReadModel } from './DashboardReadModel';
import { dashboardSearcher } from './dashboardSearcher';
import { DashboardService } from './DashboardService';
import { DashboardStore } from './DashboardStore';
import { FavouriteStore } from './FavouriteStore';
import { Mails } from '../mail/Mails';
import { AnalyticsService } from './analytics/AnalyticsService';
import { BoardNumbers } from './files/BoardNumbers';
import { bindFiles } from './files/routes';
import { WidgetExporter } from './files/WidgetExporter';
import { askedFor, bindNumbers } from './numbers/routes';
import { WidgetNumbers } from './numbers/WidgetNumbers';
import { CountedLists, WidgetRows } from './numbers/WidgetRows';
import { BoardDocuments } from './pdf/BoardDocuments';
import { bindDocuments } from './pdf/routes';
import { bindDashboards } from './routes';
import { DueSchedules } from './schedules/DueSchedules';
import { bindSchedules } from './schedules/routes';
import { ScheduledDocuments } from './schedules/ScheduledDocuments';
import { scheduledType } from './schedules/scheduledType';
import { ScheduleService } from './schedules/ScheduleService';
import { ScheduleStore } from './schedules/ScheduleStore';
import { ReferenceNames } from './transfer/ReferenceNames';
import { ReferenceResolver } from './transfer/ReferenceResolver';
import { VisibleThings } from './transfer/VisibleThings';
import { WidgetData } from './WidgetData';
import { WidgetService } from './WidgetService';
import { WidgetStore } from './WidgetStore';

/** Boards of charts, which people make for themselves or share. */
export async function addDashboards(
  core: Core,
  lists: CountedLists,
  mails: Mails,
): Promise<Feature> {
  const { knex, changes, router, clock, config } = core;
  const store = new DashboardStore();
  const widgets = new WidgetStore();
  const favourites = new FavouriteStore(knex);
  const things = new VisibleThings(knex);
  const dashboards = new DashboardService({ changes, store, widgets });
  const reader = new DashboardReader({
    knex,
    store,
    widgets,
    favourites,
    readModel: new DashboardReadModel(knex),
    names: new ReferenceNames(things),
  });
  bindDashboards(router, {
    dashboards,
    reader,
    copies: new DashboardCopies({
      changes,
      store,
      widgets,
      dashboards,
      resolver: new ReferenceResolver(things),
    }),
    layouts: new DashboardLayouts({ changes, dashboards, widgets }),
    widgets: new WidgetService({ changes, dashboards, widgets }),
  });
  // Counting may take long where there is very much.
  const counting = { knex: core.reader, clock };
  const analytics = new AnalyticsService(counting);
  const numbers = new WidgetNumbers({ ...counting, analytics });
  const data = new WidgetData({
    ...{ knex, clock, reader, numbers },
    rows: new WidgetRows({ knex, clock, ...lists }),
    workspaces: core.workspaces,
    superAdmins: config.superAdmins,
  });
  bindNumbers(router, { numbers, data });
  const boards = new BoardNumbers({
    ...{ reader, data, logger: core.logger },
    timeoutMs: durationToMilliseconds(config.reads.timeout),
  });
  const exporter = new WidgetExporter(boards);
  bindFiles(router, { clock, reader, data, numbers: boards, exporter });
  const drawing = { clock, logger: core.logger, numbers: boards };
  const documents = new BoardDocuments(drawing);
  bindDocuments(router, { ...drawing, documents });
  const schedules = new ScheduleStore();
  bindSchedules(
    router,
    new ScheduleService({
      knex,
      changes,
      reader,
      dashboards,
      store: schedules,
    }),
  );
  mails.attachFrom(
    new ScheduledDocuments({
      ...core,
      superAdmins: config.superAdmins,
      store: schedules,
      ...{ numbers: boards, exporter, documents },
    }),
  );
  const due = new DueSchedules({ knex, clock, mails });
  await core.platform.scheduler.scheduleTask({
    id: 'callboard-dashboard-mails',
    frequency: { minutes: 1 },
    initialDelay: { minutes: 1 },
    timeout: { minutes: 10 },
    fn: () => due.orderDue(),
  });
  router.handle(endpoints.getAnalytics, context => {
    const { tab, ...asked } = context.query;
    return analytics.answer(context, tab, askedFor(asked));
  });
  return {
    data: dashboardData,
    services: {},
    finders: [dashboardFinder],
    searchers: [dashboardSearcher],
    notifications: { types: [scheduledType], rules: [] },
  };
}
