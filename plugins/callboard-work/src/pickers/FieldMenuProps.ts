import type { WorkItemPatch } from '@callboard/plugin-callboard-common';
import type { ItemFieldValues } from './ItemField';

/** The props of a field's menu. */
export interface FieldMenuProps {
  anchor: Element | null;
  values: ItemFieldValues;
  /** The values are those that several items share; fields that the user does not touch stay. */
  isOfSeveral?: boolean;
  /** Called once with the changes, unless nothing changed. */
  onChange: (
    patch: Pick<WorkItemPatch, keyof ItemFieldValues & keyof WorkItemPatch>,
  ) => void;
  onClose: () => void;
}
