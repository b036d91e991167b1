import { InputError } from '@backstage/errors';
import { SeedTimeEntry } from '@callboard/plugin-callboard-node';
import { Actor } from '../../../kernel/actor';
import { Changes } from '../../../changes/Changes';
import { WorkspaceRow } from '../../../access/rows';
import { readDepartmentHistories } from '../people/readDepartmentHistories';
import { TimeParts } from '../TimeParts';
import { buildWorklog } from '../worklogs/buildWorklog';
import { getUntrackedReason } from '../worklogs/requireTracked';
import { toWorklogActivity } from '../worklogs/toWorklogActivity';

/**
 * Records a person's past worklogs in one transaction, by the rules of requests, each with an
 * activity entry at its own time.
 *
 * @param past - `actor`: the person, at the time of the last worklog
 * @returns the number of worklogs
 * @throws InputError for a worklog that a request could not create
 */
export async function recordTime({
  changes,
  parts,
  workspace,
  actor,
  entries,
}: {
  changes: Changes;
  parts: TimeParts;
  workspace: WorkspaceRow;
  actor: Actor;
  entries: readonly SeedTimeEntry[];
}): Promise<number> {
  const { user_ref } = actor;
  return changes.runSeries(async (tx, open) => {
    const end = open(actor);
    await parts.people.lockPeople(end, workspace.id, [user_ref]);
    const ids = [...new Set(entries.map(({ workItemId }) => workItemId))];
    const items = await parts.items.lockItems(tx, workspace.id, user_ref, ids);
    const histories = await readDepartmentHistories(tx, workspace.id, [
      user_ref,
    ]);
    const made = entries.map(({ at, workItemId, entry }) => {
      const item = items.get(workItemId);
      if (!item?.canLog || item.isDeleted || getUntrackedReason(item.project)) {
        throw new InputError(`${user_ref} cannot log time on ${workItemId}`);
      }
      const change = open({ ...actor, at: at.getTime() });
      const after = buildWorklog(
        change,
        {
          workspace,
          item,
          logged_by: user_ref,
          logged_by_name: actor.display_name,
          departments: histories.get(user_ref),
          source: 'manual',
        },
        entry,
      );
      return { change, pair: { before: null, after } };
    });
    const pairs = made.map(({ pair }) => pair);
    const [problem] = await parts.worklogChanges.findProblems(
      end,
      workspace,
      pairs,
    );
    if (problem) {
      const { index, field, reason } = problem;
      throw new InputError(`entries.${index}.${field}: ${reason}`);
    }
    made.forEach(({ change, pair }) =>
      change.record(toWorklogActivity(pair, actor)),
    );
    await parts.store.save(tx, pairs, end.now);
    return pairs.length;
  });
}
