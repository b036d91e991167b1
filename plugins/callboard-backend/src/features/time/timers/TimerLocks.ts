import { Knex } from 'knex';
import { Change } from '../../../changes/Changes';
import { WorkspaceDirectory } from '../../../core/workspaces/WorkspaceDirectory';
import { WorkspaceRow } from '../../../access/Caller';
import { inListSql } from '../../../database/bulk';
import { lockName } from '../../../database/locks';
import { lockPeople } from '../people/lockPeople';
import { ItemWithRights, LoggableItems } from '../worklogs/LoggableItems';
import { TimerRow } from './TimerRow';
import { TimerStore } from './TimerStore';

/** A locked timer and the person's rights on items. */
export interface LockedTimer {
  /** Undefined if none is running. */
  timer: TimerRow | undefined;
  /** The items of the timer and of the request, by id. */
  items: ReadonlyMap<string, ItemWithRights>;
  /** The workspaces of the items by id; deleted ones are missing. */
  workspaces: ReadonlyMap<string, WorkspaceRow>;
}

/** Locks timers for changes. */
export class TimerLocks {
  constructor(
    private readonly deps: {
      store: TimerStore;
      items: LoggableItems;
      workspaces: WorkspaceDirectory;
    },
  ) {}

  /**
   * Locks until the transaction ends, in this order:
   *
   * 1. The person's timer, even if none is running, so that two devices cannot start two timers
   * 2. The person's time in the workspaces of the timer's item and the request's item
   * 3. The projects of both items
   *
   * @param work_item_id - the item of the request, if any
   */
  async lockTimer(
    change: Change,
    user_ref: string,
    work_item_id?: string,
  ): Promise<LockedTimer> {
    const { tx } = change;
    const { store, items } = this.deps;
    await lockName(tx, `timer ${user_ref}`);
    const timer = await store.find(tx, user_ref);
    const ids = [timer?.work_item_id, work_item_id].flatMap(id => id ?? []);
    const workspaces = await this.findWorkspaces(tx, ids);
    for (const { id } of workspaces) {
      await lockPeople(change, id, [user_ref]);
    }
    return {
      timer,
      items: await items.findInAnyWorkspaceAndLockProjects(tx, user_ref, ids),
      workspaces: new Map(
        workspaces.map(workspace => [workspace.id, workspace]),
      ),
    };
  }

  /**
   * Finds the workspaces of items, ordered by id, so that they are always locked in the same order.
   */
  private async findWorkspaces(
    tx: Knex.Transaction,
    ids: readonly string[],
  ): Promise<WorkspaceRow[]> {
    const found: string[] = await tx('work_items')
      .whereRaw(...inListSql(tx, 'id', ids))
      .distinct('workspace_id')
      .orderBy('workspace_id')
      .pluck('workspace_id');
    return this.deps.workspaces.findMany(tx, found);
  }
}
