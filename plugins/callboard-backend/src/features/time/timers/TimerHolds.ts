import { Knex } from 'knex';
import { Change } from '../../../changes/Changes';
import { WorkspaceDirectory } from '../../../core/workspaces/WorkspaceDirectory';
import { WorkspaceRow } from '../../../core/workspaces/WorkspaceRow';
import { isOneOf } from '../../../database/bulk';
import { lockName } from '../../../database/lockName';
import { TimePeople } from '../people/TimePeople';
import { LoggableItem, LoggableItems } from '../worklogs/LoggableItems';
import { TimerRow } from './TimerRow';
import { TimerStore } from './TimerStore';

/** Somebody's timer, and what they may do about items. */
export interface HeldTimer {
  /** Undefined where none is running. */
  timer: TimerRow | undefined;
  /** By id: what the timer is on, and what else was asked for. */
  items: ReadonlyMap<string, LoggableItem>;
  /** Those that the items are in, by id; deleted ones are missing. */
  workspaces: ReadonlyMap<string, WorkspaceRow>;
}

/** Keeps timers as they are while something is done about them. */
export class TimerHolds {
  constructor(
    private readonly deps: {
      store: TimerStore;
      people: TimePeople;
      items: LoggableItems;
      workspaces: WorkspaceDirectory;
    },
  ) {}

  /**
   * Holds somebody's timer until the transaction ends, whether one is running or
   * not, so that two machines never have two; their time in the workspaces it
   * concerns; and then the projects.
   *
   * @param work_item_id - another item that is to be timed
   */
  async hold(
    change: Change,
    user_ref: string,
    work_item_id?: string,
  ): Promise<HeldTimer> {
    const { tx } = change;
    const { store, people, items } = this.deps;
    await lockName(tx, `timer ${user_ref}`);
    const timer = await store.find(tx, user_ref);
    const ids = [timer?.work_item_id, work_item_id].flatMap(id => id ?? []);
    const workspaces = await this.workspacesOf(tx, ids);
    for (const { id } of workspaces) {
      await people.hold(change, id, [user_ref]);
    }
    return {
      timer,
      items: await items.holdAnywhere(tx, user_ref, ids),
      workspaces: new Map(workspaces.map(each => [each.id, each])),
    };
  }

  /** One, or two where a timer is stopped for one elsewhere; always in one order. */
  private async workspacesOf(
    tx: Knex.Transaction,
    ids: readonly string[],
  ): Promise<WorkspaceRow[]> {
    const found: string[] = await tx('work_items')
      .whereRaw(...isOneOf(tx, 'id', ids))
      .distinct('workspace_id')
      .orderBy('workspace_id')
      .pluck('workspace_id');
    return this.deps.workspaces.findMany(tx, found);
  }
}
