import { Core } from '../../core/Core';
import { Feature } from '../../core/Feature';
import { ensureMonthsAhead } from '../../database/activityMonths';
import { refreshStatistics } from '../../database/refreshStatistics';
import { activityData } from './activityData';
import { ActivityExporter } from './ActivityExporter';
import { ActivityPosting } from './ActivityPosting';
import { ActivityReader } from './ActivityReader';
import { createActivitySeeding } from './createActivitySeeding';
import { EventRateLimiter } from './EventRateLimiter';
import { ProjectChanges } from './ProjectChanges';
import { pruneClaims } from './pruneClaims';
import { ActivityCounts } from './rollups/ActivityCounts';
import { bindActivity } from './routes';
import { Selections } from './Selections';

/** What has not been counted yet is read from the log: soon after, it is little. */
const COUNT_SECONDS = 2;

/** Who did what: posting, lists, reports and exports. */
export async function addActivity(
  core: Core,
): Promise<Feature<{ reader: ActivityReader }>> {
  const { platform, knex, clock, log, config, live } = core;
  const posting = new ActivityPosting({
    knex,
    clock,
    log,
    rateLimiter: new EventRateLimiter(config.activity.eventsPerMinute),
    onStored: (workspace_id, user_ref) =>
      live.signals.raiseActivity(workspace_id, user_ref),
  });
  const counts = new ActivityCounts(knex);
  const reader = new ActivityReader(core.reader);
  bindActivity(core.router, {
    reader,
    posting,
    exporter: new ActivityExporter(core.reader),
    selections: new Selections(knex, core.workspaces),
    projectChanges: new ProjectChanges({ knex: core.reader, clock }),
    counts,
    clock,
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
  await platform.scheduler.scheduleTask({
    id: 'callboard-activity-counts',
    // Each replica tries: one that finds another at it leaves it to that one.
    scope: 'local',
    frequency: { seconds: COUNT_SECONDS },
    timeout: { minutes: 10 },
    fn: stopping => counts.catchUp(stopping),
  });
  return {
    data: activityData,
    services: { reader },
    seeding: createActivitySeeding(core, posting),
  };
}
