import { InputError } from '@backstage/errors';
import { SeedServices } from '@callboard/plugin-callboard-node';
import { Core } from '../../../core/Core';
import { DatedActors } from '../../../core/DatedActors';
import { ensureActivityMonths } from '../../../database/activityMonths';
import { PeriodService } from '../periods/PeriodService';
import { TimeParts } from '../TimeParts';
import { recordTime } from './recordTime';

/** Lets seeders record past actions on people's periods. */
export function createPeriodSeeding(
  core: Core,
  periods: PeriodService,
): Pick<SeedServices, 'recordPeriods'> {
  const { knex, workspaces } = core;
  const actors = new DatedActors(core);
  return {
    async recordPeriods(slug, user_ref, actions) {
      const times = actions.map(({ at }) => at.getTime());
      const [first, last] = [times[0], times[times.length - 1]];
      if (first === undefined) {
        return;
      }
      if (times.some((time, nth) => time < times[nth - 1])) {
        throw new InputError('Actions are recorded in order of time');
      }
      await ensureActivityMonths(knex, first, last);
      const workspace = await workspaces.getBySlug(slug);
      const past = [];
      for (const each of actions) {
        const { week, action } = each;
        const hasReason = action === 'reject' || action === 'reopen';
        const reason = hasReason ? each.reason : null;
        past.push({ actor: await actors.getActor(each), week, action, reason });
      }
      await periods.recordPast(workspace, user_ref, past);
    },
  };
}

/** Seeding operations on time that no endpoint offers. */
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
      const actor = await actors.getActor({ user_ref, at: last.at });
      return recordTime({ changes, parts, workspace, actor, entries });
    },
  };
}
