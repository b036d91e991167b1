import type { ChosenDateRange } from '@callboard/plugin-callboard-react';

/** The filters that are stored as plain text, by their names in the address. */
export const textFilters = [
  'user_id',
  'action',
  'entity_type',
  'entity_id',
  'q',
  'views',
  'workspace_id',
] as const;

/** @public */
export type TextFilter = (typeof textFilters)[number];

/** The filters that a person set. */
export type ActivityFilters = { [K in TextFilter]?: string } & {
  /** Absent until the person chooses one; `rangeOf` then returns the view's default. */
  range?: ChosenDateRange;
};
