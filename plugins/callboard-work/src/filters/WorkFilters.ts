import type { Range } from './Range';

/**
 * The filters of work items. Lists match any of their values, `none` matches items without one.
 * Ranges include both ends.
 */
export interface WorkFilters extends Record<RangeFilter, Range> {
  state: readonly string[];
  /** State groups, set by URLs of pages that span several projects. */
  group: readonly string[];
  priority: readonly string[];
  assignee: readonly string[];
  label: readonly string[];
  cycle: readonly string[];
  module: readonly string[];
  search: string | undefined;
  /** Hides completed and cancelled items, unless states or groups are selected. */
  isOpenOnly: boolean;
}

/** The filters that are lists of values, by their URL parameter names. */
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

/** All address parameters that filter items. */
export const filterParameters = [...listFilters, ...rangeFilters, 'q'] as const;
