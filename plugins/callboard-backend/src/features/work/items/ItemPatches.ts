import { StateGroup, WorkItemPatch } from '@callboard/plugin-callboard-common';
import { Change } from '../../../changes/Changes';
import { patchWorkItem } from './patchWorkItem';
import { WorkItemChanges } from './WorkItemChanges';
import { WorkItemRow } from './WorkItemRow';

/** Changes to items that follow from a change to something else. */
export class ItemPatches {
  constructor(private readonly itemChanges: WorkItemChanges) {}

  /**
   * Applies the patches, as details of that change.
   *
   * @param getStateGroup - the group of a state in a patch
   */
  async apply(
    change: Change,
    items: readonly WorkItemRow[],
    buildPatch: (item: WorkItemRow) => WorkItemPatch,
    getStateGroup?: (state_id: string) => StateGroup,
  ): Promise<void> {
    const pairs = items.map(before => ({
      before,
      after: patchWorkItem(
        before,
        buildPatch(before),
        getStateGroup ?? (() => before.state_group),
        change.now,
      ),
    }));
    await this.itemChanges.apply(change, pairs, { detail: true });
  }
}
