import { buildDashboardPath } from '@callboard/plugin-callboard-common';
import { durationToMilliseconds } from '@backstage/types';
import { AbsentPeople } from '../../core/people/AbsentPeople';
import { Core } from '../../core/Core';
import { Feature } from '../../core/Feature';
import { ResourceResolver } from '../../core/resources/ResourceResolver';
import { SearchProvider } from '../../core/resources/SearchText';
import { inListSql } from '../../database/bulk';
import { whereDashboardReadable } from '../../access/visibility/whereVisible';
import { NotificationSender } from '../notifications/dispatch/NotificationEvent';
import { Mails } from '../mail/Mails';
import { DashboardCopies } from './DashboardCopies';
import { DashboardReader } from './DashboardReader';
import { DashboardService } from './DashboardService';
import { DashboardStore } from './DashboardStore';
import { AnalyticsService } from './analytics/AnalyticsService';
import { DashboardNumbers } from './files/DashboardNumbers';
import { bindFiles } from './files/routes';
import { WidgetNumbers } from './numbers/WidgetNumbers';
import { CountedLists, WidgetRows } from './numbers/WidgetRows';
import { Viewers } from './Viewers';
import { DashboardDocuments } from './pdf/DashboardDocuments';
import { PdfRenderer } from './pdf/PdfRenderer';
import { bindDashboards } from './routes';
import { DueSchedules } from './schedules/DueSchedules';
import { ScheduleService } from './schedules/ScheduleService';
import { ScheduleStore } from './schedules/ScheduleStore';
import {
  scheduledType,
  ScheduledDocuments,
} from './schedules/ScheduledDocuments';
import { DashboardSubscriptions } from './thresholds/DashboardSubscriptions';
import { ThresholdChecks } from './thresholds/ThresholdChecks';
import { ThresholdStore } from './thresholds/ThresholdStore';
import { thresholdType } from './thresholds/createThresholdEvents';
import { DashboardReferences } from './DashboardReferences';
import { WidgetDataService } from './WidgetDataService';
import { WidgetService } from './WidgetService';
import { WidgetStore } from './WidgetStore';
import { dashboardData } from './dashboardData';

const store = new DashboardStore();

const SORT_NAME_COLUMN = 'dashboards.sort_name';

const dashboardSearchProvider: SearchProvider = {
  type: 'dashboard',
  async search(knex, searchText, scope, limit) {
    const rows: any[] = await searchText
      .where(store.select(knex), SORT_NAME_COLUMN)
      .whereRaw(...inListSql(knex, 'dashboards.workspace_id', scope.readable))
      .modify(whereDashboardReadable(scope.user_ref))
      .orderByRaw(searchText.orderSql(knex, SORT_NAME_COLUMN))
      .orderBy([SORT_NAME_COLUMN, 'dashboards.id'])
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

/**
 * Adds dashboards and, if emails are configured, their schedules, which are checked every minute.
 */
export async function addDashboards(
  core: Core,
  lists: CountedLists,
  mails: Mails | undefined,
): Promise<Feature<ThresholdServices>> {
  const { knex, changes, router, clock, config, privacy } = core;
  const { platform, logger, minuteTasks } = core;
  const { superAdmins } = config;
  const widgets = new WidgetStore();
  const scheduleStore = new ScheduleStore();
  const references = new DashboardReferences(knex);
  const dashboards = new DashboardService({ changes, store, widgets });
  const reader = new DashboardReader({ knex, store, widgets, references });
  const subscriptions = new DashboardSubscriptions({ knex, reader });
  // Counting large tables can take long, so it uses the reader connection.
  const countingDeps = { knex: core.reader, clock };
  const analytics = new AnalyticsService(countingDeps);
  const widgetData = new WidgetDataService({
    knex,
    reader,
    numbers: new WidgetNumbers({
      ...countingDeps,
      ...lists,
      analytics,
      privacy,
    }),
    rows: new WidgetRows({ knex, clock, privacy, ...lists }),
    workspaces: core.workspaces,
    superAdmins,
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
    widgets: new WidgetService({ dashboards, widgets }),
    widgetData,
    analytics,
    schedules:
      mails &&
      new ScheduleService({ knex, reader, dashboards, store: scheduleStore }),
    subscriptions,
  });

  const timeoutMs = durationToMilliseconds(config.reads.timeout);
  const numbers = new DashboardNumbers({ widgetData, logger, timeoutMs });
  const renderer = new PdfRenderer();
  platform.lifecycle.addShutdownHook(() => renderer.close());
  const documents = new DashboardDocuments({
    clock,
    logger,
    numbers,
    renderer,
  });
  bindFiles(router, { clock, reader, widgetData, numbers, documents });

  const absentPeople = new AbsentPeople({
    ...core,
    store: core.ownershipStore,
    superAdmins,
  });
  const viewers = new Viewers({ ...core, superAdmins, absentPeople });
  if (mails) {
    mails.documents = new ScheduledDocuments({
      ...core,
      reader,
      numbers,
      documents,
      viewers,
      store: scheduleStore,
    });
    const dueSchedules = new DueSchedules({
      ...core,
      mails,
      store: scheduleStore,
    });
    minuteTasks.add('Scheduling dashboard emails', () =>
      dueSchedules.queueDue(),
    );
  }
  return {
    data: dashboardData,
    services: { reader, widgetData, viewers, numbers, subscriptions },
    resolvers: [dashboardResolver],
    searchProviders: [dashboardSearchProvider],
    notifications: { types: [scheduledType, thresholdType], rules: [] },
  };
}

interface ThresholdServices {
  reader: DashboardReader;
  widgetData: WidgetDataService;
  numbers: DashboardNumbers;
  viewers: Viewers;
  subscriptions: DashboardSubscriptions;
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
    store: new ThresholdStore(),
  });
  core.minuteTasks.add('Checking thresholds', signal => checks.run(signal));
}
