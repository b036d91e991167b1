import { endpoints } from '@callboard/plugin-callboard-common';
import { SeedServices } from '@callboard/plugin-callboard-node';
import { Knex } from 'knex';
import { ActivityRow, IS_SHARED } from '../../changes/ActivityLog';
import { Core } from '../../core/Core';
import { PastActors } from '../../core/createCoreSeeding';
import { Feature } from '../../core/Feature';
import { declareUserRows, FeatureTables } from '../../database/FeatureTables';
import {
  ensureMonthsAhead,
  ensureActivityMonths,
} from '../../database/activityMonths';
import { refreshStatistics } from '../../database/sqlite/refreshStatistics';
import { ActivityExporter } from './ActivityExporter';
import { ActivityPosting } from './ActivityPosting';
import { ActivityReader } from './ActivityReader';
import { ActivityAuditSink, AuditSources } from './ActivityAuditSink';
import { DetailTexts } from './detailTexts';
import { EventRateLimiter } from './EventRateLimiter';
import { deleteExpiredClaims, toActivityRow } from './storePosts';
import { AccessLog } from '../privacy/accessLog/AccessLog';
import { Resources } from '../resources/Resources';
import { ActivityCounts } from './rollups/ActivityCounts';
import { derivedTables } from './rollups/rollups';
import { bindActivity } from './routes';
import { Selections } from './Selections';
import { RequestContext } from '../../access/Caller';
import { selectProjects } from '../../core/projects/projectQueries';
import { toProjectViewer } from '../../access/visibility/whereProjectVisible';
import { getLowestId } from '../../database/ids';
import { PageQuery, readNewestPage } from '../../database/paging';
import {
  toLogReader,
  whereSharedWith,
} from '../../access/visibility/whereVisible';
import { activityColumns, toActivityResponse } from './listActivity';

const MAX_AGE_DAYS = 30;
const DAY_MS = 86_400_000;

/**
 * Lists the visible changes of the last 30 days in the caller's own projects, newest first. Without
 * the age limit, the query would be slow for inactive projects: it walks the index of shared rows
 * until it has enough rows.
 */
async function listProjectChanges(
  core: Pick<Core, 'reader' | 'clock' | 'privacy'>,
  context: RequestContext,
  query: PageQuery,
) {
  const pseudonymiser = await core.privacy.getPseudonymiser(context.caller);
  const showsOriginOnlyOf = toLogReader(context)?.user_ref;
  return readNewestPage(
    query,
    selectChanges(core, context),
    row => toActivityResponse(row, { showsOriginOnlyOf, pseudonymiser }),
    'activity.id',
  );
}

function selectChanges(
  { reader, clock }: Pick<Core, 'reader' | 'clock'>,
  context: RequestContext,
): Knex.QueryBuilder {
  const workspace_id = context.workspace.id;
  const projects = selectProjects(reader, {
    workspace_id,
    viewer: toProjectViewer(context),
    is_mine: true,
  }).select('projects.id');
  const rows = reader('activity')
    .select(activityColumns)
    .where('activity.workspace_id', workspace_id)
    .where(
      'activity.id',
      '>=',
      getLowestId(clock.now() - MAX_AGE_DAYS * DAY_MS),
    )
    .whereIn('activity.project_id', projects)
    .whereRaw('NOT activity.is_detail');
  const seenBy = toLogReader(context);
  if (!seenBy) {
    return rows.whereRaw(`activity.${IS_SHARED}`);
  }
  whereSharedWith(
    reader,
    rows,
    { workspace_id, ...seenBy },
    'activity.project_id',
  );
  return rows;
}

/** The tables of the log, of its counts, and of the claims that deduplicate client events. */
const activityData: FeatureTables = {
  domain: 'activity',
  // The table of the counting watermark, whose only row must always exist.
  preservedTables: ['activity_rollup_watermark'],
  tablesOfLog: ['activity', ...derivedTables],
  personal: [
    {
      table: 'activity',
      identifiedBy: [{ column: 'user_id', holds: 'user_ref' }],
      columns: [
        'user_name',
        'user_email',
        'action',
        'entity_type',
        'entity_id',
        'entity_label',
        'search_text',
        'created_at',
        'ip',
        'request_id',
      ],
      jsonPaths: { metadata: ['$'], changes: ['$'] },
      erasure: 'logEraser',
      names: [['user_name']],
      emails: ['user_email'],
    },
    // Log rows about a person's staff record or membership, such as a change by another user.
    {
      table: 'activity',
      identifiedBy: [
        { column: 'entity_id', holds: 'staff.id' },
        { column: 'entity_id', holds: 'memberships.id' },
      ],
      columns: ['entity_label', 'search_text'],
      jsonPaths: {
        changes: ['$[*].old_value', '$[*].new_value'],
        metadata: ['$'],
      },
      erasure: 'logEraser',
    },
    // Log rows whose changes refer to a person, such as an assignment by another user.
    {
      table: 'activity',
      identifiedBy: [
        { column: 'changes', path: '$[*].old_value', holds: 'user_ref' },
        { column: 'changes', path: '$[*].old_value[*]', holds: 'user_ref' },
        { column: 'changes', path: '$[*].new_value', holds: 'user_ref' },
        { column: 'changes', path: '$[*].new_value[*]', holds: 'user_ref' },
      ],
      columns: [],
      // The person's name at that time, among other names.
      jsonPaths: { metadata: ['$.names'] },
      erasure: 'logEraser',
    },
    declareUserRows('activity_readers', ['activity_id']),
    declareUserRows(
      'activity_client_events',
      ['client_event_id', 'activity_id'],
      'user_id',
    ),
    {
      table: 'activity_people',
      identifiedBy: [{ column: 'user_id', holds: 'user_ref' }],
      columns: ['user_name'],
      erasure: 'logEraser',
    },
    // The person's names, and the labels of their staff record and memberships.
    {
      table: 'activity_texts',
      identifiedBy: [
        { column: 'about_id', holds: 'user_ref' },
        { column: 'about_id', holds: 'staff.id' },
        { column: 'about_id', holds: 'memberships.id' },
      ],
      columns: ['text', 'workspace_id', 'first_day', 'last_day'],
      erasure: 'logEraser',
    },
    ...['activity_person_days', 'activity_shared_person_days'].map(table => ({
      table,
      identifiedBy: [{ column: 'user_id', holds: 'user_ref' as const }],
      columns: ['action', 'entity_type', 'day', 'workspace_id', 'count'],
      erasure: 'logEraser' as const,
    })),
  ],
};

/**
 * The interval at which new rows are counted while the log grows. It is short, because every report
 * must also read the rows that are not counted yet.
 */
const COUNT_SECONDS = 2;

export interface ActivityFeatureServices {
  reader: ActivityReader;
}

export async function addActivity(
  core: Core,
  audits: AuditSources,
  accessLog: AccessLog,
  resources: Resources,
): Promise<Feature<ActivityFeatureServices>> {
  const { platform, knex, clock, logConsumers, config, live, privacy } = core;
  const onStored = (workspace_id: string, user_ref: string) =>
    live.signals.raiseActivity(workspace_id, user_ref);
  const posting = new ActivityPosting({
    ...core,
    rateLimiter: new EventRateLimiter(config.activity.eventsPerMinute),
    onStored,
  });
  const counts = new ActivityCounts({
    ...core,
    onRebuild: () => logConsumers.noteWork(),
  });
  const reader = new ActivityReader(core.reader);
  bindActivity(core.router, {
    reader,
    posting,
    exporter: new ActivityExporter(
      core.reader,
      new DetailTexts({ knex: core.reader, resources }),
    ),
    selections: new Selections(core),
    counts,
    accessLog,
    clock,
    recordsViews: privacy.recordsViews,
  });
  core.router.handle(endpoints.listMyProjectsActivity, context =>
    listProjectChanges(core, context, context.query),
  );

  platform.lifecycle.addShutdownHook(() => posting.close());

  await ensureMonthsAhead(knex, clock.now());
  await platform.scheduler.scheduleTask({
    id: 'callboard-activity-upkeep',
    frequency: { hours: 6 },
    timeout: { minutes: 10 },
    fn: async () => {
      await ensureMonthsAhead(knex, clock.now());
      await deleteExpiredClaims(knex, clock.now());
      await refreshStatistics(knex);
    },
  });
  await logConsumers.add({
    id: 'callboard-activity-counts',
    seconds: COUNT_SECONDS,
    run: signal => counts.catchUp(signal),
  });
  return {
    data: activityData,
    services: { reader },
    seeding: createActivitySeeding(core),
    catchUp: () => counts.catchUpSeeded(),
    async start() {
      const { captureIp } = config.activity;
      audits.connect(new ActivityAuditSink({ ...core, captureIp, onStored }));
    },
  };
}

/**
 * Creates the seeding operations on the log. No endpoint offers them. Unlike posting, they apply no
 * rate limit and do not deduplicate events.
 */
function createActivitySeeding(core: Core): Pick<SeedServices, 'recordEvents'> {
  const { knex, clock, log, workspaces } = core;
  const actors = new PastActors(core);
  return {
    async recordEvents(events) {
      if (events.length === 0) {
        return;
      }
      const times = events.map(({ at }) => at.getTime()).sort((a, b) => a - b);
      await ensureActivityMonths(knex, times[0], times[times.length - 1]);
      const ids = new Map<string, string>();
      const now = clock.now();
      const rows: ActivityRow[] = [];
      for (const { workspace, event, ...actor } of events) {
        if (!ids.has(workspace)) {
          ids.set(workspace, (await workspaces.getBySlug(workspace)).id);
        }
        const origin = {
          actor: await actors.getActor(actor),
          workspace_id: ids.get(workspace)!,
        };
        rows.push(toActivityRow(origin, event, now));
      }
      await knex.transaction(tx => log.append(tx, rows));
    },
  };
}
