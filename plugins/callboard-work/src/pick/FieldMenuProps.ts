import type { WorkItemPatch } from '@callboard/plugin-callboard-common';
import type { ItemFieldValues } from './ItemField';

/** What a menu of a field is given. */
export interface FieldMenuProps {
  anchor: Element | null;
  values: ItemFieldValues;
  /** The values are what several items share: what nobody touches, stays. */
  isOfSeveral?: boolean;
  /** Is called once, with what is to change; not where nothing is. */
  onChange: (
    patch: Pick<WorkItemPatch, keyof ItemFieldValues & keyof WorkItemPatch>,
  ) => void;
  onClose: () => void;
}
