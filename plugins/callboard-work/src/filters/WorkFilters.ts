import { NONE } from '@callboard/plugin-callboard-common';

export type RangeEnd = 'from' | 'to';

/** A range of dates or numbers. An omitted end is open. */
export interface Range extends Partial<Record<RangeEnd, string>> {
  /** Whether the filter matches items without a value instead. */
  isNone?: boolean;
}

const RANGE_SEPARATOR = '..';

/** Parses a range such as `2026-01-01..`, `1..5` or `none`. */
export function parseFilterRange(text: string | undefined): Range {
  if (text === NONE) {
    return { isNone: true };
  }
  const [from, to] = (text ?? '').split(RANGE_SEPARATOR);
  return { from: from || undefined, to: to || undefined };
}

/** Returns the text of a range; undefined if both ends are open. */
export function formatRange({
  from = '',
  to = '',
  isNone,
}: Range): string | undefined {
  if (isNone) {
    return NONE;
  }
  return from || to ? `${from}${RANGE_SEPARATOR}${to}` : undefined;
}

export function isReversed({ from, to }: Range): boolean {
  if (from === undefined || to === undefined) {
    return false;
  }
  const [first, last] = [Number(from), Number(to)];
  // Dates are not numbers. Their texts sort chronologically.
  return Number.isNaN(first) || Number.isNaN(last) ? to < from : last < first;
}

/** The filters that are lists of values, by their URL parameter names. */
export const listFilters = [
  'state',
  // State groups, set by the links of `WorkCard`.
  'group',
  'priority',
  'assignee',
  'label',
  'cycle',
  'module',
] as const;

export type ListFilter = (typeof listFilters)[number];

export const rangeFilters = ['due', 'start', 'points', 'time'] as const;

export type RangeFilter = (typeof rangeFilters)[number];

export const filterParameters = [...listFilters, ...rangeFilters, 'q'] as const;

/**
 * The filters of work items. A list matches items with any value of the list; `none` matches items
 * without a value. Ranges include both ends.
 */
export interface WorkFilters
  extends Record<ListFilter, readonly string[]>,
    Record<RangeFilter, Range> {
  search: string | undefined;
  /** Hides completed and cancelled items, unless states or groups are selected. */
  isOpenOnly: boolean;
}
