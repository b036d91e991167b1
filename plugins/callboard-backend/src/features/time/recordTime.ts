import { InputError } from '@backstage/errors';
import { Knex } from 'knex';
import { uniq } from 'lodash';
import { SeedServices } from '@callboard/plugin-callboard-node';
import { Core } from '../../core/Core';
import { PastActors } from '../../core/createCoreSeeding';
import { ensureActivityMonths } from '../../database/activityMonths';
import { lockPeople } from './people/lockPeople';
import { TimeCore } from './TimeCore';
import { PeriodService } from './periods/PeriodService';
import { buildWorklog, readWorklogOwner } from './worklogs/buildWorklog';
import { getUnloggableReason } from './worklogs/LoggableItems';
import { toWorklogActivity } from './worklogs/applyWorklogChanges';
import { findWorklogProblems } from './worklogs/findWorklogProblems';
import { worklogTable } from './worklogs/WorklogRow';

/**
 * Creates the seeding operation that records a person's past worklogs in one transaction, with
 * activity entries at the times `at` of the worklogs. No endpoint can do this. Otherwise the rules
 * for requests apply: a worklog that a request could not create causes an `InputError`.
 */
export function createTimeSeeding(
  core: TimeCore,
): Pick<SeedServices, 'recordTime'> {
  const { knex, workspaces, changes } = core;
  const actors = new PastActors(core);
  return {
    async recordTime(slug, user_ref, entries) {
      if (entries.length === 0) {
        return 0;
      }
      const workspace = await workspaces.getBySlug(slug);
      await prepareLog(knex, entries, 'Time entries');
      const { at: lastAt } = entries[entries.length - 1];
      const actor = await actors.getActor({ user_ref, at: lastAt });
      return changes.runSeries(async (tx, startChange) => {
        const lastChange = startChange(actor);
        await lockPeople(lastChange, workspace.id, [user_ref]);
        const items = await core.items.findAndLockProjects(
          tx,
          user_ref,
          uniq(entries.map(({ workItemId }) => workItemId)),
          workspace.id,
        );
        const owner = await readWorklogOwner(tx, workspace.id, user_ref);
        const created = entries.map(({ at, workItemId, entry }) => {
          const item = items.get(workItemId);
          if (!item || getUnloggableReason(item)) {
            throw new InputError(
              `${user_ref} cannot log time on ${workItemId}`,
            );
          }
          const change = startChange({ ...actor, at: at.getTime() });
          const after = buildWorklog(
            change,
            { workspace, item, ...owner, source: 'manual' },
            entry,
          );
          return { change, pair: { before: null, after } };
        });
        const pairs = created.map(({ pair }) => pair);
        const [problem] = await findWorklogProblems(
          lastChange,
          workspace,
          pairs,
        );
        if (problem) {
          const { index, field, reason } = problem;
          throw new InputError(`entries.${index}.${field}: ${reason}`);
        }
        created.forEach(({ change, pair }) =>
          change.record(toWorklogActivity(pair, actor)),
        );
        await worklogTable.save(tx, pairs, lastChange.now);
        return pairs.length;
      });
    },
  };
}

/** Creates the seeding operation that records past actions on people's periods. */
export function createPeriodSeeding(
  core: Core,
  periods: PeriodService,
): Pick<SeedServices, 'recordPeriods'> {
  const { knex, workspaces } = core;
  const actors = new PastActors(core);
  return {
    async recordPeriods(slug, user_ref, actions) {
      if (actions.length === 0) {
        return;
      }
      await prepareLog(knex, actions, 'Actions');
      const workspace = await workspaces.getBySlug(slug);
      const pastActions = [];
      for (const pastAction of actions) {
        const { week, action } = pastAction;
        const hasReason = action === 'reject' || action === 'reopen';
        const reason = hasReason ? pastAction.reason : null;
        pastActions.push({
          actor: await actors.getActor(pastAction),
          week,
          action,
          reason,
        });
      }
      await periods.recordPast(workspace, user_ref, pastActions);
    },
  };
}

/**
 * Ensures that the activity log has partitions for past events.
 *
 * @throws InputError for events that are not sorted by time
 */
async function prepareLog(
  knex: Knex,
  events: ReadonlyArray<{ at: Date }>,
  name: string,
): Promise<void> {
  const times = events.map(({ at }) => at.getTime());
  if (times.some((time, index) => time < times[index - 1])) {
    throw new InputError(`${name} must be sorted by time`);
  }
  await ensureActivityMonths(knex, times[0], times[times.length - 1]);
}
