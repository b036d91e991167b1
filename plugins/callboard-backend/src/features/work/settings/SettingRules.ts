import { ConflictError } from '@backstage/errors';
import { compact, union, without } from 'lodash';
import { formatCountedNoun } from '../../../core/workspaces/recordBulkAction';
import { Change } from '../../../changes/Changes';
import { InvalidRequestError } from '../../../http/errors';
import { WorkItemChanges } from '../items/WorkItemChanges';
import {
  countItemsInState,
  listItemIdsWith,
  listItemIdsWithLabel,
} from '../items/workItemQueries';
import {
  SettingFields,
  StateRow,
  SettingRow,
  CycleRow,
  LabelRow,
  ModuleRow,
} from './settingKinds';
import { readStates } from './Workflows';

export interface DeleteSettingInput {
  /** The id of the setting that items get in place of the deleted setting. */
  reassign_to?: string;
}

/** Rules that only one kind of settings has. `SettingService` has the rules of all kinds. */
export interface SettingRules<Row extends SettingRow> {
  /** Fills in defaults that depend on other rows. */
  fillDefaults?(
    change: Change,
    row: Row,
    input: SettingFields<Row>,
  ): Promise<Row>;
  /** @throws ConflictError when the change is not allowed */
  requireAllowed?(change: Change, before: Row, after: Row): Promise<void>;
  /**
   * Removes a deleted setting from its items, or replaces it by `reassign_to` in them.
   *
   * @throws ConflictError when the setting cannot be deleted
   */
  removeFromItems(
    change: Change,
    row: Row,
    input: DeleteSettingInput,
  ): Promise<void>;
}

/** The `sequence` of a new state is this much higher than that of the last state. */
const SEQUENCE_STEP = 1_000;

/** Creates the rules of states, which ensure that every item has a state. */
function createStateRules(
  itemChanges: WorkItemChanges,
): SettingRules<StateRow> {
  return {
    /** Puts a state without an explicit position after all others. */
    async fillDefaults({ tx }, row, input) {
      if (typeof input.sequence === 'number') {
        return row;
      }
      const states = await readStates(tx, row.project_id);
      const sequences = states.map(({ sequence }) => sequence);
      const lastSequence = Math.max(0, ...sequences);
      return { ...row, sequence: lastSequence + SEQUENCE_STEP };
    },

    /** @throws ConflictError when the new group would complete or reopen items of the state */
    async requireAllowed({ tx }, before, after) {
      const isCompleted = ({ group }: StateRow) => group === 'completed';
      if (isCompleted(before) === isCompleted(after)) {
        return;
      }
      const count = await countItemsInState(tx, before.id);
      if (count > 0) {
        throw new ConflictError(
          `body.group: ${formatCountedNoun(count, 'item is', 'items are')} in ${
            before.name
          }. Move them first`,
        );
      }
    },

    /**
     * Moves the items of a state to its replacement.
     *
     * @throws ConflictError when the state is the only one, or has items and no replacement
     * @throws InvalidRequestError when the replacement is not another state of the project
     */
    async removeFromItems(change, state, { reassign_to }) {
      const states = await readStates(change.tx, state.project_id);
      const otherStates = states.filter(({ id }) => id !== state.id);
      if (otherStates.length === 0) {
        throw new ConflictError('A project must have at least one state');
      }
      const replacement = otherStates.find(({ id }) => id === reassign_to);
      if (reassign_to !== undefined && !replacement) {
        throw new InvalidRequestError([
          {
            field: 'query.reassign_to',
            reason: 'is not another state of this project',
          },
        ]);
      }
      const affected = await listItemIdsWith(change.tx, 'state_id', [state.id]);
      if (affected.length > 0 && !replacement) {
        throw new ConflictError(
          `${formatCountedNoun(affected.length, 'item is', 'items are')} in ${
            state.name
          }. Choose their new state in reassign_to`,
        );
      }
      await itemChanges.patch(
        change,
        affected,
        () => ({ state_id: replacement!.id }),
        () => replacement!.group,
      );
    },
  };
}

export function createSettingRules(itemChanges: WorkItemChanges) {
  const labels: SettingRules<LabelRow> = {
    async removeFromItems(change, { id }, { reassign_to }) {
      const affected = await listItemIdsWithLabel(change.tx, id);
      await itemChanges.patch(change, affected, item => ({
        labels: union(without(item.labels, id), compact([reassign_to])),
      }));
    },
  };
  const createRules = <Row extends SettingRow>(
    field: 'cycle_id' | 'module_id',
  ): SettingRules<Row> => ({
    async removeFromItems(change, { id }, { reassign_to = null }) {
      const affected = await listItemIdsWith(change.tx, field, [id]);
      await itemChanges.patch(change, affected, () => ({
        [field]: reassign_to,
      }));
    },
  });
  const cycles = createRules<CycleRow>('cycle_id');
  const modules = createRules<ModuleRow>('module_id');
  const states = createStateRules(itemChanges);
  return { states, labels, cycles, modules };
}
