import { InputError } from '@backstage/errors';
import { Knex } from 'knex';
import { SeedTimeEntry, SeedServices } from '@callboard/plugin-callboard-node';
import { Core } from '../../core/Core';
import { PastActors } from '../../core/createCoreSeeding';
import { ensureActivityMonths } from '../../database/activityMonths';
import { Actor } from '../../kernel/actor';
import { WorkspaceRow } from '../../access/Caller';
import { lockPeople } from './people/lockPeople';
import { TimeCore } from './TimeCore';
import { PeriodService } from './periods/PeriodService';
import { buildWorklog, readWorklogOwner } from './worklogs/buildWorklog';
import { getProjectRefusalReason } from './worklogs/LoggableItems';
import { toWorklogActivity } from './worklogs/applyWorklogChanges';
import { findWorklogProblems } from './worklogs/findWorklogProblems';
import { worklogTable } from './worklogs/WorklogRow';

/**
 * Creates the seeding operation that records past worklogs, with activity entries at past times. No
 * endpoint can do this.
 */
export function createTimeSeeding(
  core: TimeCore,
): Pick<SeedServices, 'recordTime'> {
  const { knex, workspaces } = core;
  const actors = new PastActors(core);
  return {
    async recordTime(slug, user_ref, entries) {
      if (entries.length === 0) {
        return 0;
      }
      const workspace = await workspaces.getBySlug(slug);
      await prepareLog(knex, entries, 'Time entries');
      const { at } = entries[entries.length - 1];
      const actor = await actors.getActor({ user_ref, at });
      return recordTime(core, workspace, actor, entries);
    },
  };
}

/**
 * Records a person's past worklogs in one transaction. The rules for requests apply. Each activity
 * entry has the time `at` of its worklog.
 *
 * @param actor - the person, at the time of the last worklog
 * @returns the number of worklogs
 * @throws InputError for a worklog that a request could not create
 */
async function recordTime(
  core: TimeCore,
  workspace: WorkspaceRow,
  actor: Actor,
  entries: readonly SeedTimeEntry[],
): Promise<number> {
  const { user_ref } = actor;
  return core.changes.runSeries(async (tx, startChange) => {
    const lastChange = startChange(actor);
    await lockPeople(lastChange, workspace.id, [user_ref]);
    const itemIds = [...new Set(entries.map(({ workItemId }) => workItemId))];
    const items = await core.items.findItemsAndLockProjects(
      tx,
      workspace.id,
      user_ref,
      itemIds,
    );
    const owner = await readWorklogOwner(tx, workspace.id, user_ref);
    const created = entries.map(({ at, workItemId, entry }) => {
      const item = items.get(workItemId);
      if (
        !item?.canLog ||
        item.isDeleted ||
        getProjectRefusalReason(item.project)
      ) {
        throw new InputError(`${user_ref} cannot log time on ${workItemId}`);
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
    const [problem] = await findWorklogProblems(lastChange, workspace, pairs);
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
 * @param events - at least one
 * @param name - names the events in the error
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
