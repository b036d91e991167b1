import { Change } from '../../../changes/Changes';
import { patchWorkItem } from '../items/patchWorkItem';
import { WorkItemChanges } from '../items/WorkItemChanges';
import { WorkItemRow } from '../items/WorkItemRow';
import { WorkItemStore } from '../items/WorkItemStore';
import { SettingRow } from './SettingRow';

/** Takes from items what is deleted: each keeps the rest. */
export class Releases {
  constructor(
    private readonly deps: {
      items: WorkItemStore;
      itemChanges: WorkItemChanges;
    },
  ) {}

  readonly label = async (change: Change, { id }: SettingRow) => {
    const items = await this.deps.items.listLabelled(change.tx, id);
    await this.patchAll(change, items, item => ({
      labels: item.labels.filter(label => label !== id),
    }));
  };

  readonly cycle = async (change: Change, { id }: SettingRow) => {
    const items = await this.deps.items.listWith(change.tx, 'cycle_id', id);
    await this.patchAll(change, items, () => ({ cycle_id: null }));
  };

  readonly module = async (change: Change, { id }: SettingRow) => {
    const items = await this.deps.items.listWith(change.tx, 'module_id', id);
    await this.patchAll(change, items, () => ({ module_id: null }));
  };

  private async patchAll(
    change: Change,
    items: readonly WorkItemRow[],
    patchOf: (item: WorkItemRow) => Parameters<typeof patchWorkItem>[1],
  ): Promise<void> {
    const pairs = items.map(before => ({
      before,
      after: patchWorkItem(
        before,
        patchOf(before),
        () => before.state_group,
        change.now,
      ),
    }));
    await this.deps.itemChanges.apply(change, pairs, { detail: true });
  }
}
