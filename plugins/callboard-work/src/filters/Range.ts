import { NONE } from '@callboard/plugin-callboard-common';

/** An end of a range. */
export type End = 'from' | 'to';

/**
 * What is between two ends, of which one may be open: dates or numbers. Or what
 * has no date, or no number.
 */
export interface Range extends Partial<Record<End, string>> {
  isNone?: boolean;
}

const BETWEEN = '..';

/** The range that a text such as `2026-01-01..`, `1..5` or `none` stands for. */
export function rangeOf(text: string | undefined): Range {
  if (text === NONE) {
    return { isNone: true };
  }
  const [from, to] = (text ?? '').split(BETWEEN);
  return { from: from || undefined, to: to || undefined };
}

/** The text for a range; undefined where both ends are open. */
export function rangeText({
  from = '',
  to = '',
  isNone,
}: Range): string | undefined {
  if (isNone) {
    return NONE;
  }
  return from || to ? `${from}${BETWEEN}${to}` : undefined;
}

/** Whether a range ends before it starts. */
export function isReversed({ from, to }: Range): boolean {
  if (from === undefined || to === undefined) {
    return false;
  }
  const [first, last] = [Number(from), Number(to)];
  // Dates are no numbers, and their texts sort as they do.
  return Number.isNaN(first) || Number.isNaN(last) ? to < from : last < first;
}
