import { sealHead } from '@callboard/plugin-callboard-common';

/** The raw text of the verification form. */
export interface CheckFields {
  head: string;
  from: string;
  to: string;
}

/** The error of a field. */
export type CheckProblem = 'head' | 'number' | 'order';

/** The range to verify, and the form's errors. */
export interface CheckRange {
  range: { head?: string; from?: number; to?: number };
  problems: Partial<Record<keyof CheckFields, CheckProblem>>;
}

/**
 * Parses the verification form.
 *
 * @param last - the number of the newest integrity checkpoint
 */
export function parseCheckRange(fields: CheckFields, last: number): CheckRange {
  const problems: CheckRange['problems'] = {};
  const head = fields.head.trim().toLowerCase() || undefined;
  if (head !== undefined && !sealHead.safeParse(head).success) {
    problems.head = 'head';
  }
  const parseBound = (name: 'from' | 'to') => {
    const text = fields[name].trim();
    const value = text ? Number(text) : undefined;
    if (
      value !== undefined &&
      !(Number.isInteger(value) && value >= 1 && value <= last)
    ) {
      problems[name] = 'number';
    }
    return value;
  };
  const from = parseBound('from');
  const to = parseBound('to');
  if (from !== undefined && to !== undefined && from > to) {
    problems.to ??= 'order';
  }
  return { range: { head, from, to }, problems };
}
