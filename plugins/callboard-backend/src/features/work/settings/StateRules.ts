import { ConflictError } from '@backstage/errors';
import { Change } from '../../../changes/Changes';
import { InvalidRequestError } from '../../../http/errors';
import { ItemPatches } from '../items/ItemPatches';
import { WorkItemStore } from '../items/WorkItemStore';
import { SettingFields } from './SettingFields';
import { StateRow } from './SettingRow';
import { DeleteSettingInput, SettingRules } from './SettingRules';
import { States } from './States';

/** From one state to the next, with room for others between them. */
const STEP = 1_000;

/** The rules that only states have: every item is in one. */
export class StateRules implements SettingRules<StateRow> {
  constructor(
    private readonly deps: {
      states: States;
      items: WorkItemStore;
      patches: ItemPatches;
    },
  ) {}

  /** Appends a state without an explicit position. */
  async complete(
    { tx }: Change,
    row: StateRow,
    input: SettingFields<StateRow>,
  ): Promise<StateRow> {
    if (typeof input.sequence === 'number') {
      return row;
    }
    const all = await this.deps.states.readStates(tx, row.project_id);
    const last = Math.max(0, ...all.map(({ sequence }) => sequence));
    return { ...row, sequence: last + STEP };
  }

  /**
   * @throws ConflictError when items in it would become completed, or cease to
   * be, without anybody having moved them
   */
  async allow(
    { tx }: Change,
    before: StateRow,
    after: StateRow,
  ): Promise<void> {
    const isCompleted = ({ group }: StateRow) => group === 'completed';
    if (isCompleted(before) === isCompleted(after)) {
      return;
    }
    const count = await this.deps.items.countInState(tx, before.id);
    if (count > 0) {
      throw new ConflictError(
        `body.group: ${count} items are in ${before.name}; move them first`,
      );
    }
  }

  /**
   * Moves its items to where they are to go.
   *
   * @throws ConflictError when it is the last, or items are in it that go nowhere
   * @throws InvalidRequestError when they cannot go there
   */
  async release(
    change: Change,
    state: StateRow,
    { reassign_to }: DeleteSettingInput,
  ): Promise<void> {
    const { states, items, patches } = this.deps;
    const all = await states.readStates(change.tx, state.project_id);
    const others = all.filter(({ id }) => id !== state.id);
    if (others.length === 0) {
      throw new ConflictError('A project must have at least one state');
    }
    const heir = others.find(({ id }) => id === reassign_to);
    if (reassign_to !== undefined && !heir) {
      throw new InvalidRequestError([
        {
          field: 'query.reassign_to',
          reason: 'is not another state of this project',
        },
      ]);
    }
    const inIt = await items.listWith(change.tx, 'state_id', state.id);
    if (inIt.length > 0 && !heir) {
      throw new ConflictError(
        `${inIt.length} items are in ${state.name}. Choose their new state in reassign_to`,
      );
    }
    await patches.apply(
      change,
      inIt,
      () => ({ state_id: heir!.id }),
      () => heir!.group,
    );
  }
}
