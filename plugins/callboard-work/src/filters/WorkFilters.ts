import type { Range } from './Range';

/**
 * What items are narrowed by: of lists, any of the values, `none` for none; of
 * ranges, all between their ends, which belong to them.
 */
export interface WorkFilters extends Record<RangeFilter, Range> {
  state: readonly string[];
  /** Groups of states, from addresses of pages over several projects. */
  group: readonly string[];
  priority: readonly string[];
  assignee: readonly string[];
  label: readonly string[];
  cycle: readonly string[];
  module: readonly string[];
  search: string | undefined;
  /** Only what is not over yet; unless states or groups are chosen. */
  isOpenOnly: boolean;
}

/** The filters that are lists of values, by their names in the address. */
export const listFilters = [
  'state',
  'group',
  'priority',
  'assignee',
  'label',
  'cycle',
  'module',
] as const;

/** @see listFilters */
export type ListFilter = (typeof listFilters)[number];

/** The filters that are ranges, by their names in the address. */
export const rangeFilters = ['due', 'start', 'points', 'time'] as const;

/** @see rangeFilters */
export type RangeFilter = (typeof rangeFilters)[number];

/** All of the address that narrows items down. */
export const filterParameters = [...listFilters, ...rangeFilters, 'q'] as const;
