import type { NewWorkItem } from '@callboard/plugin-callboard-common';

/** What the fields of a new item are given. */
export interface NewItemFieldsProps {
  values: NewWorkItem;
  onChange: (patch: Partial<NewWorkItem>) => void;
}
