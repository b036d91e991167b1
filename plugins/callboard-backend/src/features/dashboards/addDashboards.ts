import {
  endpoints,
  buildDashboardPath,
} from '@callboard/plugin-callboard-common';
import { durationToMilliseconds } from '@backstage/types';
import { AbsentPeople } from '../../core/people/AbsentPeople';
import { Core } from '../../core/Core';
import { Feature } from '../../core/Feature';
import { ResourceResolver } from '../../core/resources/ResourceResolver';
import { SearchProvider } from '../../core/resources/SearchText';
import { inListSql } from '../../database/bulk';
import { whereDashboardReadable } from '../../access/visibility/whereVisible';
import { NotificationSender } from '../notifications/dispatch/NotificationEvent';
import { DashboardCopies } from './DashboardCopies';
import { dashboardData } from './dashboardData';
import { DashboardLayouts } from './DashboardLayouts';
import { DashboardReader } from './DashboardReader';
import { DashboardReadModel } from './DashboardReadModel';
import { DashboardService } from './DashboardService';
import { DashboardStore, selectDashboards } from './DashboardStore';
import { FavouriteStore } from './FavouriteStore';
import { Mails } from '../mail/Mails';
import { AnalyticsService } from './analytics/AnalyticsService';
import { BoardNumbers } from './files/BoardNumbers';
import { WidgetExporter } from './files/WidgetExporter';
import { bindFiles } from './files/routes';
import { toWidgetDataInput, bindNumbers } from './numbers/routes';
import { WidgetNumbers } from './numbers/WidgetNumbers';
import { CountedLists, WidgetRows } from './numbers/WidgetRows';
import { Viewers } from './Viewers';
import { BoardDocuments } from './pdf/BoardDocuments';
import { PdfRenderer } from './pdf/PdfRenderer';
import { bindDocuments } from './pdf/routes';
import { bindDashboards } from './routes';
import { DueSchedules } from './schedules/DueSchedules';
import { ScheduleService } from './schedules/ScheduleService';
import { ScheduleStore } from './schedules/ScheduleStore';
import {
  scheduledType,
  ScheduledDocuments,
} from './schedules/ScheduledDocuments';
import { bindSchedules } from './schedules/routes';
import { DashboardSubscriptions } from './thresholds/DashboardSubscriptions';
import { FollowerStore } from './thresholds/FollowerStore';
import { ThresholdChecks } from './thresholds/ThresholdChecks';
import { ThresholdStore } from './thresholds/ThresholdStore';
import { bindDashboardSubscriptions } from './thresholds/routes';
import { thresholdType } from './thresholds/createThresholdEvents';
import { DashboardReferences } from './transfer/DashboardReferences';
import { VisibleResources } from './transfer/VisibleResources';
import { WidgetData } from './WidgetData';
import { WidgetService } from './WidgetService';
import { WidgetStore } from './WidgetStore';

const COLUMN = 'dashboards.sort_name';

/** Searches dashboards by name. */
const dashboardSearcher: SearchProvider = {
  type: 'dashboard',
  async search(knex, searchText, scope, limit) {
    const rows: any[] = await searchText
      .where(selectDashboards(knex), COLUMN)
      .whereRaw(...inListSql(knex, 'dashboards.workspace_id', scope.readable))
      .modify(whereDashboardReadable(scope.user_ref))
      .orderByRaw(searchText.orderSql(knex, COLUMN))
      .orderBy([COLUMN, 'dashboards.id'])
      .limit(limit);
    return rows.map(({ id, name, owner_name, sort_name, workspace_id }) => {
      const workspace_slug = scope.getSlug(workspace_id)!;
      return {
        type: 'dashboard',
        id,
        title: name,
        subtitle: owner_name,
        workspace_slug,
        url: buildDashboardPath(workspace_slug, id),
        state: null,
        mark: null,
        matchRank: searchText.computeMatchRank([sort_name]),
      };
    });
  },
};

/** Resolves dashboards to their pages for people who may read them. */
const dashboardResolver: ResourceResolver = {
  type: 'dashboard',
  async find(knex, ids, scope) {
    const rows: any[] = await knex('dashboards')
      .select('id', 'workspace_id', 'name', 'deleted_at')
      .whereRaw(...inListSql(knex, 'id', ids))
      .whereRaw(...inListSql(knex, 'workspace_id', scope.readable))
      .modify(whereDashboardReadable(scope.user_ref));
    return rows.map(({ id, workspace_id, name, deleted_at }) => {
      const workspace_slug = scope.getSlug(workspace_id)!;
      return {
        type: 'dashboard',
        id,
        title: name,
        workspace_slug,
        url: buildDashboardPath(workspace_slug, id),
        is_deleted: deleted_at !== null,
      };
    });
  },
};

/** Adds dashboards: private and shared boards of charts. */
export async function addDashboards(
  core: Core,
  lists: CountedLists,
  mails: Mails,
): Promise<Feature<ThresholdServices>> {
  const { knex, changes, router, clock, config, privacy } = core;
  const { superAdmins } = config;
  const store = new DashboardStore();
  const widgets = new WidgetStore();
  const favourites = new FavouriteStore(knex);
  const references = new DashboardReferences(new VisibleResources(knex));
  const dashboards = new DashboardService({ changes, store, widgets });
  const reader = new DashboardReader({
    knex,
    store,
    widgets,
    favourites,
    readModel: new DashboardReadModel(knex),
    references,
  });
  bindDashboards(router, {
    dashboards,
    reader,
    copies: new DashboardCopies({
      changes,
      store,
      widgets,
      dashboards,
      references,
    }),
    layouts: new DashboardLayouts({ changes, dashboards, widgets }),
    widgets: new WidgetService({ changes, dashboards, widgets }),
  });
  // Counting large tables can take long, so it uses the reader connection.
  const countingDeps = { knex: core.reader, clock };
  const analytics = new AnalyticsService(countingDeps);
  const numbers = new WidgetNumbers({ ...countingDeps, analytics, privacy });
  const data = new WidgetData({
    knex,
    reader,
    numbers,
    rows: new WidgetRows({ knex, clock, privacy, ...lists }),
    workspaces: core.workspaces,
    superAdmins,
  });
  bindNumbers(router, data);
  const files = addFiles(core, { reader, data });
  const absentPeople = new AbsentPeople({
    ...core,
    store: core.ownershipStore,
    superAdmins,
  });
  const viewers = new Viewers({ ...core, superAdmins, absentPeople });
  addSchedules(core, mails, { reader, dashboards, viewers }, files);
  bindDashboardSubscriptions(
    router,
    new DashboardSubscriptions({ knex, reader, store: new FollowerStore() }),
  );
  router.handle(endpoints.getAnalytics, context => {
    const { tab, ...input } = context.query;
    return analytics.query(context, tab, toWidgetDataInput(input));
  });
  return {
    data: dashboardData,
    services: { reader, data, viewers, numbers: files.numbers },
    resolvers: [dashboardResolver],
    searchers: [dashboardSearcher],
    notifications: { types: [scheduledType, thresholdType], rules: [] },
  };
}

/** Adds the exports of dashboards and their services. */
function addFiles(
  { platform, router, clock, logger, config }: Core,
  { reader, data }: { reader: DashboardReader; data: WidgetData },
): {
  numbers: BoardNumbers;
  exporter: WidgetExporter;
  documents: BoardDocuments;
} {
  const timeoutMs = durationToMilliseconds(config.reads.timeout);
  const numbers = new BoardNumbers({ reader, data, logger, timeoutMs });
  const exporter = new WidgetExporter(numbers);
  const renderer = new PdfRenderer();
  platform.lifecycle.addShutdownHook(() => renderer.close());
  const documents = new BoardDocuments({ clock, logger, numbers, renderer });
  bindFiles(router, { clock, reader, data, numbers, exporter });
  bindDocuments(router, { clock, numbers, documents });
  return { numbers, exporter, documents };
}

/** Adds dashboard emails. Due schedules are checked every minute. */
function addSchedules(
  core: Core,
  mails: Mails,
  dashboards: {
    reader: DashboardReader;
    dashboards: DashboardService;
    viewers: Viewers;
  },
  files: {
    numbers: BoardNumbers;
    exporter: WidgetExporter;
    documents: BoardDocuments;
  },
): void {
  const { router, minuteTasks } = core;
  const store = new ScheduleStore();
  bindSchedules(router, new ScheduleService({ ...core, ...dashboards, store }));
  const { viewers } = dashboards;
  mails.setDocumentSource(
    new ScheduledDocuments({ ...core, ...files, viewers, store }),
  );
  const due = new DueSchedules({ ...core, mails });
  minuteTasks.add('Scheduling dashboard emails', () => due.queueDue());
}

/** The services that check thresholds. */
interface ThresholdServices {
  reader: DashboardReader;
  data: WidgetData;
  numbers: BoardNumbers;
  viewers: Viewers;
}

/** Adds thresholds, which are checked every minute. */
export function addThresholds(
  core: Core,
  services: ThresholdServices,
  dispatcher: NotificationSender,
): void {
  const checks = new ThresholdChecks({
    ...core,
    ...services,
    dispatcher,
    followers: new FollowerStore(),
    store: new ThresholdStore(),
  });
  core.minuteTasks.add('Checking thresholds', signal => checks.run(signal));
}
