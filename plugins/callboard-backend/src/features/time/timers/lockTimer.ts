import { Change } from '../../../changes/Changes';
import { WorkspaceRow } from '../../../access/Caller';
import { inListSql } from '../../../database/bulk';
import { lockName } from '../../../database/locks';
import { lockPeople } from '../people/lockPeople';
import { TimeCore } from '../TimeCore';
import { ItemWithRights } from '../worklogs/LoggableItems';
import { findTimer, TimerRow } from './TimerRow';

export interface RunningTimer {
  timer: TimerRow;
  /** The description of the worklogs to create when the timer ends. */
  description: string | null;
  /** The item with the person's rights; undefined if its project is deleted. */
  item: ItemWithRights | undefined;
  /** Undefined for a deleted workspace. */
  workspace: WorkspaceRow | undefined;
}

export interface LockedTimer {
  /** Undefined if none is running. */
  running: RunningTimer | undefined;
  /** The items of the timer and of the request, by id. */
  items: ReadonlyMap<string, ItemWithRights>;
  /** The workspaces of the items by id; deleted ones are missing. */
  workspaces: ReadonlyMap<string, WorkspaceRow>;
}

/**
 * Locks until the transaction ends, in this order:
 *
 * 1. The person's timer, even if none is running, so that two devices cannot start two timers
 * 2. The person's time in the workspaces of the timer's item and the request's item
 * 3. The projects of both items
 *
 * @param work_item_id - the item of the request, if any
 */
export async function lockTimer(
  core: Pick<TimeCore, 'items' | 'workspaces'>,
  change: Change,
  user_ref: string,
  work_item_id?: string,
): Promise<LockedTimer> {
  const { tx } = change;
  await lockName(tx, `timer ${user_ref}`);
  const timer = await findTimer(tx, user_ref);
  const ids = [timer?.work_item_id, work_item_id].flatMap(id => id ?? []);
  const workspaceIds: string[] = await tx('work_items')
    .whereRaw(...inListSql(tx, 'id', ids))
    .distinct('workspace_id')
    .pluck('workspace_id');
  // `findMany` sorts workspaces by id, so that all transactions lock them in the same order.
  const workspaces = await core.workspaces.findMany(tx, workspaceIds);
  for (const { id } of workspaces) {
    await lockPeople(change, id, [user_ref]);
  }
  const items = await core.items.findAndLockProjects(tx, user_ref, ids);
  const workspacesById = new Map(workspaces.map(row => [row.id, row]));
  return {
    running: timer && {
      timer,
      description: timer.description,
      item: items.get(timer.work_item_id),
      workspace: workspacesById.get(timer.workspace_id),
    },
    items,
    workspaces: workspacesById,
  };
}
