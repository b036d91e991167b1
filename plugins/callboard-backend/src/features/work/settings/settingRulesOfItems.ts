import { ItemPatches } from '../items/ItemPatches';
import { WorkItemStore } from '../items/WorkItemStore';
import { CycleRow, LabelRow, ModuleRow } from './SettingRow';
import { SettingRules } from './SettingRules';

interface Deps {
  items: WorkItemStore;
  patches: ItemPatches;
}

/** Items that have a deleted label keep the others. */
export function labelRules({ items, patches }: Deps): SettingRules<LabelRow> {
  return {
    async release(change, { id }) {
      await patches.apply(
        change,
        await items.listLabelled(change.tx, id),
        ({ labels }) => ({ labels: labels.filter(label => label !== id) }),
      );
    },
  };
}

/** Items of a deleted cycle go without. */
export function cycleRules({ items, patches }: Deps): SettingRules<CycleRow> {
  return {
    async release(change, { id }) {
      const inIt = await items.listWith(change.tx, 'cycle_id', id);
      await patches.apply(change, inIt, () => ({ cycle_id: null }));
    },
  };
}

/** Items of a deleted module go without. */
export function moduleRules({ items, patches }: Deps): SettingRules<ModuleRow> {
  return {
    async release(change, { id }) {
      const inIt = await items.listWith(change.tx, 'module_id', id);
      await patches.apply(change, inIt, () => ({ module_id: null }));
    },
  };
}
