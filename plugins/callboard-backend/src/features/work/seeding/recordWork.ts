import { WorkItem, StateGroup } from '@callboard/plugin-callboard-common';
import { SeedWorkChange } from '@callboard/plugin-callboard-node';
import { Knex } from 'knex';
import { Actor } from '../../../kernel/actor';
import { Change, Changes } from '../../../changes/Changes';
import { readPeopleNames } from '../../../core/people/PeopleService';
import { ProjectRow } from '../../../access/Caller';
import { throwIfInvalid } from '../../../http/errors';
import {
  createWorkItemRow,
  findDateProblems,
  patchWorkItem,
} from '../items/buildWorkItem';
import { ItemStore, WorkItemChanges } from '../items/WorkItemChanges';
import {
  checkReferences,
  WorkItemReferences,
} from '../items/WorkItemReferences';
import {
  WorkItemPair,
  WorkItemRow,
  toWorkItemResponse,
} from '../items/WorkItemRow';
import { readInitialState } from '../settings/Workflows';
import { lockProjectItems, saveItems } from '../items/workItemQueries';
import { ProjectAudience } from '../../../core/projects/ProjectAudience';
import { lockWork, allocateNumbers } from '../lockWork';

/**
 * The items of a project while seeding replays their history. `saveItems` only changes the items in
 * memory; `recordWork` writes all of them to the tables at the end.
 */
class ReplayedItems implements ItemStore {
  readonly #current: Map<string, WorkItemRow>;
  /** The change of each item since the beginning of the replay. */
  readonly #pairs = new Map<string, WorkItemPair>();
  readonly #ids = new Map<string, string>();

  constructor(storedItems: readonly WorkItemRow[]) {
    this.#current = new Map(storedItems.map(item => [item.id, item]));
  }

  registerName(name: string, { id }: { id: string }): void {
    this.#ids.set(name, id);
  }

  require(nameOrId: string): WorkItemRow {
    const item = this.#current.get(this.#ids.get(nameOrId) ?? nameOrId);
    if (!item) {
      throw new Error(`Work item ${nameOrId} not found in this project`);
    }
    return item;
  }

  /** Like the function `saveItems`, for items that are not deleted. */
  async saveItems(
    _tx: Knex.Transaction,
    pairs: readonly WorkItemPair[],
  ): Promise<void> {
    for (const { before, after } of pairs) {
      const { id } = after!;
      this.#current.set(id, after!);
      const earlier = this.#pairs.get(id);
      this.#pairs.set(
        id,
        earlier
          ? {
              before: earlier.before,
              between: [...(earlier.between ?? []), earlier.after!],
              after,
            }
          : { before, after },
      );
    }
  }

  /** Does nothing, because the replay contains no snapshots of sources. */
  async saveSnapshotFields(): Promise<void> {}

  getChangedPairs(): WorkItemPair[] {
    return [...this.#pairs.values()];
  }

  getNamedItems(): Map<string, WorkItemRow> {
    return new Map(
      [...this.#ids.keys()].map(name => [name, this.require(name)]),
    );
  }
}

export type DatedSeedChange = SeedWorkChange & { actor: Actor };

interface ReplayDeps {
  items: ReplayedItems;
  getStateGroup: (state_id: string) => StateGroup;
  /** Names of referenced records, by id; new items are added. */
  names: Map<string, string>;
  firstNumber: number;
  /** The state of new items whose input names no state. */
  initialState: { id: string; group: StateGroup };
}

/** Applies dated actions to the items of a project, one after another. */
class WorkReplay {
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

  /** @throws InvalidRequestError when dates would be reversed */
  async apply(change: Change, action: DatedSeedChange): Promise<void> {
    if ('make' in action) {
      await this.#createItem(change, action);
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
    await (pairs.length === 1
      ? this.#itemChanges.apply(change, pairs)
      : this.#itemChanges.applyAsBulkAction(change, pairs, {
          project: this.project,
          action: 'bulk_update',
        }));
  }

  async #createItem(
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
  throwIfInvalid(pairs.flatMap(({ after }) => findDateProblems(after!)));
}

/**
 * Checks that actions refer only to existing records, and assign items only to people who can see
 * the project. `WorkReplay` checks parents later, because earlier actions may create them.
 *
 * @returns a function that returns the group of a referenced state
 * @throws InvalidRequestError for a missing record, or an assignee without access
 */
async function validateActions(
  tx: Knex,
  project: ProjectRow,
  actions: readonly DatedSeedChange[],
  audience: ProjectAudience,
): Promise<(state_id: string) => StateGroup> {
  const inputs: WorkItemReferences[] = actions.map(action =>
    'make' in action ? action.input : action.patch,
  );
  const collectValues = (
    field: Exclude<keyof WorkItemReferences, 'parent_id'>,
  ) => [...new Set(inputs.flatMap(input => input[field] ?? []))];
  const referencesToCheck: WorkItemReferences[] = [
    { labels: collectValues('labels'), assignees: collectValues('assignees') },
    ...collectValues('state_id').map(state_id => ({ state_id })),
    ...collectValues('cycle_id').map(cycle_id => ({ cycle_id })),
    ...collectValues('module_id').map(module_id => ({ module_id })),
  ];
  const { problems, getStateGroup } = await checkReferences(
    tx,
    audience,
    project,
    referencesToCheck.map(checked => ({
      references: checked,
      fieldPrefix: 'actions.',
      ids: [],
    })),
  );
  throwIfInvalid(problems);
  return getStateGroup;
}

/** Reads the names of a project's states, labels, cycles and modules, by id. */
async function readSettingNames(
  knex: Knex,
  project_id: string,
): Promise<Map<string, string>> {
  const names = new Map<string, string>();
  const tables = ['work_states', 'work_labels', 'work_cycles', 'work_modules'];
  for (const table of tables) {
    const rows = await knex(table).select('id', 'name').where({ project_id });
    rows.forEach(({ id, name }) => names.set(id, name));
  }
  return names;
}

/**
 * Records past actions on the items of a project, in one transaction.
 *
 * Changes the items and records activity entries with the same functions as API requests. Unlike
 * requests, seeding reads the tables only once, before the first action, and writes them only once,
 * after the last action. Otherwise, a year of actions would delay the first start of a portal by
 * half a minute.
 *
 * @returns the new items, by their names in the actions
 */
export async function recordWork(
  changes: Changes,
  project: ProjectRow,
  actions: readonly DatedSeedChange[],
  audience: ProjectAudience,
): Promise<Map<string, WorkItem>> {
  return changes.runSeries(async (tx, startChange) => {
    await lockWork(tx, project.id);
    const getStateGroup = await validateActions(tx, project, actions, audience);
    const ids = getReferencedItemIds(actions);
    const lockedItems = await lockProjectItems(tx, project.id, ids);
    const items = new ReplayedItems(lockedItems);
    const creations = actions.filter(action => 'make' in action);
    const replay = new WorkReplay(project, {
      items,
      getStateGroup,
      names: new Map([
        ...(await readSettingNames(tx, project.id)),
        ...(await readPeopleNames(tx, collectAssignees(actions, lockedItems))),
      ]),
      firstNumber: await allocateNumbers(tx, project.id, creations.length),
      initialState: await readInitialState(tx, project.id),
    });
    for (const action of actions) {
      await replay.apply(startChange(action.actor), action);
    }
    const now = actions[actions.length - 1].at.getTime();
    await saveItems(tx, items.getChangedPairs(), now);
    return new Map(
      [...items.getNamedItems()].map(([name, item]) => [
        name,
        toWorkItemResponse(item),
      ]),
    );
  });
}

/** Collects the people whom actions assign, and the current assignees. */
function collectAssignees(
  actions: readonly DatedSeedChange[],
  lockedItems: readonly WorkItemRow[],
) {
  const fields = actions.map(action =>
    'make' in action ? action.input : action.patch,
  );
  return [...fields, ...lockedItems].flatMap(
    ({ assignees }) => assignees ?? [],
  );
}

function getReferencedItemIds(actions: readonly DatedSeedChange[]): string[] {
  const newNames = actions.flatMap(action =>
    'make' in action ? action.make : [],
  );
  const referencedIds = new Set(
    actions.flatMap(action =>
      'make' in action ? action.input.parent_id ?? [] : action.change,
    ),
  );
  newNames.forEach(name => referencedIds.delete(name));
  return [...referencedIds];
}
