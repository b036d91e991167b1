import { StateGroup } from '@callboard/plugin-callboard-common';
import { Change } from '../../../changes/Changes';
import { ProjectRow } from '../../../access/rows';
import { BOARD_STEP, createWorkItemRow } from '../items/createWorkItemRow';
import { patchWorkItem } from '../items/patchWorkItem';
import { findDateProblems } from '../items/findDateProblems';
import { WorkItemChanges } from '../items/WorkItemChanges';
import { WorkItemPair } from '../items/WorkItemRow';
import { InvalidRequestError } from '../../../http/errors';
import { DatedSeedChange } from './DatedSeedChange';
import { RememberedItems } from './RememberedItems';

/** The dependencies of a replay. */
export interface ReplayDeps {
  items: RememberedItems;
  getStateGroup: (state_id: string) => StateGroup;
  /** Names of referenced records, by id; new items are added. */
  names: Map<string, string>;
  /** The number of the first new item. */
  firstNumber: number;
  /** The state of items without an explicit one. */
  firstState: { id: string; group: StateGroup };
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
    refuseReversed(pairs);
    await this.#itemChanges.applyTogether(change, pairs, {
      project: this.project,
      action: 'bulk_update',
    });
  }

  async #make(
    change: Change,
    { make: name, input }: Extract<DatedSeedChange, { make: string }>,
  ): Promise<void> {
    const { items, getStateGroup, names, firstState } = this.deps;
    const parent_id = input.parent_id && items.require(input.parent_id).id;
    const number = this.#nextNumber;
    this.#nextNumber += 1;
    const after = createWorkItemRow(change, this.project, {
      number,
      state: input.state_id
        ? { id: input.state_id, group: getStateGroup(input.state_id) }
        : firstState,
      input: { ...input, parent_id },
    });
    // At the end of the column, like ingested items.
    after.sort_order = number * BOARD_STEP;
    refuseReversed([{ after }]);
    names.set(after.id, after.title);
    await this.#itemChanges.apply(change, [{ before: null, after }]);
    items.registerName(name, after);
  }
}

function refuseReversed(pairs: ReadonlyArray<Pick<WorkItemPair, 'after'>>) {
  const problems = pairs.flatMap(({ after }) => findDateProblems(after!));
  if (problems.length > 0) {
    throw new InvalidRequestError(problems);
  }
}
