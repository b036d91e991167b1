import { SeedServices } from '@callboard/plugin-callboard-node';
import { Core } from '../../core/Core';
import { DatedActors } from '../../core/DatedActors';
import { ensureActivityMonths } from '../../database/activityMonths';
import { ActivityPosting } from './ActivityPosting';

/** Seeding operations on the log that no endpoint offers. */
export function createActivitySeeding(
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
