import type { ChosenDateRange } from '@callboard/plugin-callboard-react';

/** The filters that are kept as plain text, by their names in the address. */
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

/** What a person chose to see. */
export type ActivityFilters = { [K in TextFilter]?: string } & {
  /** Absent where the person left it to the view; `rangeOf` tells it then. */
  range?: ChosenDateRange;
};
