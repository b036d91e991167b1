import { ensureMonthsAhead } from '../../database/activityMonths';
import { refreshStatistics } from '../../database/refreshStatistics';
import { ContractRouter } from '../../http/ContractRouter';
import { Kernel } from '../../kernel/createKernel';
import { WorkspaceStore } from '../workspaces/WorkspaceStore';
import { ActivityExporter } from './ActivityExporter';
import { ActivityPosting } from './ActivityPosting';
import { ActivityReader } from './ActivityReader';
import { ActivitySignal } from './ActivitySignal';
import { EventRateLimiter } from './EventRateLimiter';
import { bindActivity } from './routes';
import { Selections } from './Selections';

/** Who did what: posting, lists, reports and exports. */
export async function addActivity(
  kernel: Kernel,
  router: ContractRouter,
  workspaces: WorkspaceStore,
): Promise<ActivityPosting> {
  const { platform, knex, clock, log, config, logger } = kernel;
  const signal = new ActivitySignal(platform.signals, logger);
  const posting = new ActivityPosting({
    knex,
    clock,
    log,
    rateLimiter: new EventRateLimiter(config.activity.eventsPerMinute),
    onStored: workspace_id => signal.raise(workspace_id),
  });
  bindActivity(router, {
    reader: new ActivityReader(knex),
    posting,
    exporter: new ActivityExporter(knex),
    selections: new Selections(workspaces, kernel.visibleTypes),
    clock,
  });

  await ensureMonthsAhead(knex, clock.now());
  await platform.scheduler.scheduleTask({
    id: 'callboard-activity-upkeep',
    frequency: { hours: 6 },
    timeout: { minutes: 10 },
    fn: async () => {
      await ensureMonthsAhead(knex, clock.now());
      await posting.pruneClientEvents();
      await refreshStatistics(knex);
    },
  });
  return posting;
}
