import { InputError } from '@backstage/errors';
import { SeedServices } from '@callboard/plugin-callboard-node';
import { Core } from '../../../core/Core';
import { DatedActors } from '../../../core/DatedActors';
import { ensureActivityMonths } from '../../../database/activityMonths';
import { TimeParts } from '../TimeParts';
import { recordTime } from './recordTime';

/** What seeders may do with time that no endpoint does. */
export function createTimeSeeding(
  core: Core,
  parts: TimeParts,
): Pick<SeedServices, 'recordTime'> {
  const { knex, changes, workspaces } = core;
  const actors = new DatedActors(core);
  return {
    async recordTime(slug, user_ref, entries) {
      if (entries.length === 0) {
        return 0;
      }
      const workspace = await workspaces.getBySlug(slug);
      const [first, last] = [entries[0], entries[entries.length - 1]];
      if (first.at > last.at) {
        throw new InputError('Entries are recorded in order of time');
      }
      await ensureActivityMonths(knex, first.at.getTime(), last.at.getTime());
      const actor = await actors.actor({ user_ref, at: last.at });
      return recordTime({ changes, parts, workspace, actor, entries });
    },
  };
}
