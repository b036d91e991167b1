import { compact, union, without } from 'lodash';
import { ItemPatches } from '../items/ItemPatches';
import { WorkItemStore } from '../items/WorkItemStore';
import { CycleRow, LabelRow, ModuleRow } from './SettingRow';
import { SettingRules } from './SettingRules';

interface Deps {
  items: WorkItemStore;
  patches: ItemPatches;
}

/** Items with a deleted label retain their other labels. */
export function createLabelRules({
  items,
  patches,
}: Deps): SettingRules<LabelRow> {
  return {
    async release(change, { id }, { reassign_to }) {
      await patches.apply(
        change,
        await items.listLabelled(change.tx, id),
        ({ labels }) => ({
          labels: union(without(labels, id), compact([reassign_to])),
        }),
      );
    },
  };
}

/** Items of a deleted cycle go without. */
export function createCycleRules({
  items,
  patches,
}: Deps): SettingRules<CycleRow> {
  return {
    async release(change, { id }, { reassign_to = null }) {
      const inIt = await items.listWith(change.tx, 'cycle_id', id);
      await patches.apply(change, inIt, () => ({ cycle_id: reassign_to }));
    },
  };
}

/** Items of a deleted module go without. */
export function createModuleRules({
  items,
  patches,
}: Deps): SettingRules<ModuleRow> {
  return {
    async release(change, { id }) {
      const inIt = await items.listWith(change.tx, 'module_id', id);
      await patches.apply(change, inIt, () => ({ module_id: null }));
    },
  };
}
