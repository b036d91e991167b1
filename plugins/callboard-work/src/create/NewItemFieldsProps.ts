import type { NewWorkItem } from '@callboard/plugin-callboard-common';

/** The props of a new item's fields. */
export interface NewItemFieldsProps {
  values: NewWorkItem;
  onChange: (patch: Partial<NewWorkItem>) => void;
}
