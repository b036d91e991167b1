/** What items are narrowed by: of each, any of the values; `none` for none. */
export interface WorkFilters {
  group: readonly string[];
  priority: readonly string[];
  assignee: readonly string[];
  label: readonly string[];
  cycle: readonly string[];
  module: readonly string[];
  search: string | undefined;
}

/** The filters that are lists of values, by their names in the address. */
export const listFilters = [
  'group',
  'priority',
  'assignee',
  'label',
  'cycle',
  'module',
] as const;

/** @see listFilters */
export type ListFilter = (typeof listFilters)[number];
