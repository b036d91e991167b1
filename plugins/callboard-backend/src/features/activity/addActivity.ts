import { SeedServices } from '@callboard/plugin-callboard-node';
import { Core } from '../../core/Core';
import { DatedActors } from '../../core/DatedActors';
import { Feature } from '../../core/Feature';
import {
  ensureMonthsAhead,
  ensureActivityMonths,
} from '../../database/activityMonths';
import { refreshStatistics } from '../../database/refreshStatistics';
import { activityData } from './activityData';
import { ActivityExporter } from './ActivityExporter';
import { ActivityPosting } from './ActivityPosting';
import { ActivityReader } from './ActivityReader';
import { ActivityAuditSink } from './auditing/ActivityAuditSink';
import { AuditSources } from './auditing/AuditSources';
import { DetailTexts } from './detailTexts';
import { EventRateLimiter } from './EventRateLimiter';
import { ProjectChanges } from './ProjectChanges';
import { pruneClaims } from './pruneClaims';
import { AccessLog } from '../privacy/accessLog/AccessLog';
import { Resources } from '../resources/Resources';
import { ActivityCounts } from './rollups/ActivityCounts';
import { RowCounts } from './rollups/RowCounts';
import { bindActivity } from './routes';
import { Selections } from './Selections';

/** Seeding operations on the log that no endpoint offers. */
function createActivitySeeding(
  core: Core,
  posting: ActivityPosting,
): Pick<SeedServices, 'recordEvents'> {
  const { knex, workspaces } = core;
  const actors = new DatedActors(core);
  return {
    async recordEvents(events) {
      if (events.length === 0) {
        return;
      }
      const times = events.map(({ at }) => at.getTime()).sort((a, b) => a - b);
      await ensureActivityMonths(knex, times[0], times[times.length - 1]);
      const ids = new Map<string, string>();
      const rows = [];
      for (const { workspace, event, ...actor } of events) {
        if (!ids.has(workspace)) {
          ids.set(workspace, (await workspaces.getBySlug(workspace)).id);
        }
        rows.push({
          actor: await actors.getActor(actor),
          workspace_id: ids.get(workspace)!,
          event,
        });
      }
      await posting.store(rows);
    },
  };
}

/** Uncounted rows are read from the log, so short intervals keep their number low. */
const COUNT_SECONDS = 2;

/** Services that other features use. */
export interface ActivityFeatureServices {
  reader: ActivityReader;
  rowCounts: RowCounts;
}

/** The activity feature: posting, lists, reports and exports. */
export async function addActivity(
  core: Core,
  audits: AuditSources,
  accessLog: AccessLog,
  resources: Resources,
): Promise<Feature<ActivityFeatureServices>> {
  const { platform, knex, clock, log, logFollowers } = core;
  const { config, live, privacy } = core;
  const onStored = (workspace_id: string, user_ref: string) =>
    live.signals.raiseActivity(workspace_id, user_ref);
  const posting = new ActivityPosting({
    knex,
    clock,
    log,
    rateLimiter: new EventRateLimiter(config.activity.eventsPerMinute),
    onStored,
  });
  const counts = new ActivityCounts(knex, () => logFollowers.noteGrowth());
  const reader = new ActivityReader(core.reader);
  bindActivity(core.router, {
    reader,
    posting,
    exporter: new ActivityExporter(
      core.reader,
      new DetailTexts({ knex: core.reader, resources }),
    ),
    selections: new Selections({ ...core, privacy }),
    projectChanges: new ProjectChanges({ knex: core.reader, clock, privacy }),
    counts,
    accessLog,
    clock,
    recordsViews: privacy.recordsViews,
  });

  platform.lifecycle.addShutdownHook(() => posting.close());

  await ensureMonthsAhead(knex, clock.now());
  await platform.scheduler.scheduleTask({
    id: 'callboard-activity-upkeep',
    frequency: { hours: 6 },
    timeout: { minutes: 10 },
    fn: async () => {
      await ensureMonthsAhead(knex, clock.now());
      await pruneClaims(knex, clock.now());
      await refreshStatistics(knex);
    },
  });
  await logFollowers.add({
    id: 'callboard-activity-counts',
    seconds: COUNT_SECONDS,
    run: stopping => counts.catchUp(stopping),
  });
  return {
    data: activityData,
    services: { reader, rowCounts: new RowCounts() },
    seeding: createActivitySeeding(core, posting),
    catchUp: () => counts.catchUpSeeded(),
    async start() {
      const { captureIp } = config.activity;
      audits.connect(new ActivityAuditSink({ ...core, captureIp, onStored }));
    },
  };
}
