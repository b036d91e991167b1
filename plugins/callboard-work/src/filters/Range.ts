/** What is between two ends, of which one may be open: dates or numbers. */
export interface Range {
  from?: string;
  to?: string;
}

const BETWEEN = '..';

/** The range that a text such as `2026-01-01..` or `1..5` stands for. */
export function rangeOf(text: string | undefined): Range {
  const [from, to] = (text ?? '').split(BETWEEN);
  return { from: from || undefined, to: to || undefined };
}

/** The text for a range; undefined where both ends are open. */
export function rangeText({ from = '', to = '' }: Range): string | undefined {
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
