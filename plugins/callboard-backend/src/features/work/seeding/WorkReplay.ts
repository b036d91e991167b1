import { StateGroup } from '@callboard/plugin-callboard-common';
import { SeedWorkChange } from '@callboard/plugin-callboard-node';
import { Knex } from 'knex';
import { Change } from '../../../changes/Changes';
import { ProjectRow } from '../../../access/Caller';
import { Actor } from '../../../kernel/actor';
import { WorkItemStore } from '../items/WorkItemStore';
import {
  createWorkItemRow,
  patchWorkItem,
  findDateProblems,
} from '../items/buildWorkItem';
import { WorkItemChanges } from '../items/WorkItemChanges';
import { WorkItemPair, WorkItemRow } from '../items/WorkItemRow';
import { InvalidRequestError } from '../../../http/errors';

/**
 * The items of a project while seeding replays their history: saved items stay in memory until
 * all of them are written to the tables at once.
 */
export class ReplayedItems
  implements Pick<WorkItemStore, 'save' | 'saveSourceVersions'>
{
  readonly #current: Map<string, WorkItemRow>;
  /** The change of each item since the beginning of the replay. */
  readonly #pairs = new Map<string, WorkItemPair>();
  readonly #ids = new Map<string, string>();

  constructor(known: readonly WorkItemRow[]) {
    this.#current = new Map(known.map(item => [item.id, item]));
  }

  /** Registers a name for a new item. */
  registerName(name: string, { id }: { id: string }): void {
    this.#ids.set(name, id);
  }

  /** Returns the current version of an item, by name or id. */
  require(nameOrId: string): WorkItemRow {
    const item = this.#current.get(this.#ids.get(nameOrId) ?? nameOrId);
    if (!item) {
      throw new Error(`There is no work item ${nameOrId} in this project`);
    }
    return item;
  }

  /** Like the store's `save`, for items that are not deleted. */
  async save(
    _tx: Knex.Transaction,
    pairs: readonly WorkItemPair[],
  ): Promise<void> {
    for (const { before, after } of pairs) {
      const { id } = after!;
      this.#current.set(id, after!);
      const known = this.#pairs.get(id);
      this.#pairs.set(
        id,
        known
          ? {
              before: known.before,
              between: [...(known.between ?? []), known.after!],
              after,
            }
          : { before, after },
      );
    }
  }

  /** Does nothing: seeded items have no source. */
  async saveSourceVersions(): Promise<void> {}

  /** Returns the changes of all items since the beginning of the replay. */
  getChangedPairs(): WorkItemPair[] {
    return [...this.#pairs.values()];
  }

  /** Returns the current versions of the named items. */
  getNamedItems(): Map<string, WorkItemRow> {
    return new Map([...this.#ids.keys()].map(key => [key, this.require(key)]));
  }
}

/** A past action with its actor. */
export type DatedSeedChange = SeedWorkChange & { actor: Actor };

/** The dependencies of a replay. */
interface ReplayDeps {
  items: ReplayedItems;
  getStateGroup: (state_id: string) => StateGroup;
  /** Names of referenced records, by id; new items are added. */
  names: Map<string, string>;
  /** The number of the first new item. */
  firstNumber: number;
  /** The state of items without an explicit one. */
  initialState: { id: string; group: StateGroup };
}

/** Applies dated actions to the items of a project, one after another. */
export class WorkReplay {
  readonly #itemChanges: WorkItemChanges;
  #nextNumber: number;

  constructor(
    private readonly project: ProjectRow,
    private readonly deps: ReplayDeps,
  ) {
    const { items, names, firstNumber } = deps;
    this.#itemChanges = new WorkItemChanges(items, async () => names);
    this.#nextNumber = firstNumber;
  }

  /**
   * Applies an action within a change by its actor.
   *
   * @throws InvalidRequestError when dates would be reversed
   */
  async apply(change: Change, action: DatedSeedChange): Promise<void> {
    if ('make' in action) {
      await this.#make(change, action);
      return;
    }
    const pairs = action.change.map(nameOrId => {
      const before = this.deps.items.require(nameOrId);
      const { getStateGroup } = this.deps;
      const after = patchWorkItem(
        before,
        action.patch,
        getStateGroup,
        change.now,
      );
      return { before, after };
    });
    requireValidDates(pairs);
    await this.#itemChanges.applyAsBulkAction(change, pairs, {
      project: this.project,
      action: 'bulk_update',
    });
  }

  async #make(
    change: Change,
    { make: name, input }: Extract<DatedSeedChange, { make: string }>,
  ): Promise<void> {
    const { items, getStateGroup, names, initialState } = this.deps;
    const parent_id = input.parent_id && items.require(input.parent_id).id;
    const number = this.#nextNumber;
    this.#nextNumber += 1;
    const after = createWorkItemRow(change, this.project, {
      number,
      state: input.state_id
        ? { id: input.state_id, group: getStateGroup(input.state_id) }
        : initialState,
      input: { ...input, parent_id },
    });
    requireValidDates([{ after }]);
    names.set(after.id, after.title);
    await this.#itemChanges.apply(change, [{ before: null, after }]);
    items.registerName(name, after);
  }
}

function requireValidDates(pairs: ReadonlyArray<Pick<WorkItemPair, 'after'>>) {
  const problems = pairs.flatMap(({ after }) => findDateProblems(after!));
  if (problems.length > 0) {
    throw new InvalidRequestError(problems);
  }
}
