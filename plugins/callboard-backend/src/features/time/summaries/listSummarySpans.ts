import { getWeekStart, toMonth, getNextMonth } from '../rules/weeks';
import { addDays } from '../rules/workingDays';
import { AxisSum } from './SummaryReadModel';

/** The minutes of a day, week or month. */
export interface SpanSum {
  /** The day, the first day of the week, or `YYYY-MM`. */
  span: string;
  total_minutes: number;
}

/** The granularity of spans. */
export type Granularity = 'day' | 'week' | 'month';

/**
 * Sums days into spans in order, including empty ones; without a range, from the first day with
 * time to the last.
 *
 * @param days - those with time, in order
 * @param range - `weekStart`: 1 for Monday; `maxSpans`: the maximum number of spans
 */
export function listSummarySpans(
  kind: Granularity,
  days: readonly AxisSum[],
  range: {
    date_from?: string;
    date_to?: string;
    weekStart: number;
    maxSpans: number;
  },
): SpanSum[] {
  const { toSpan, next } = buildSpanFunctions(kind, range.weekStart);
  const sums = new Map<string, number>();
  for (const { key, minutes } of days) {
    const span = toSpan(key!);
    sums.set(span, (sums.get(span) ?? 0) + minutes);
  }
  const first = range.date_from ?? days[0]?.key ?? range.date_to;
  const last = range.date_to ?? days[days.length - 1]?.key ?? first;
  if (!first || first > last!) {
    return [];
  }
  const end = toSpan(last!);
  const spans = [toSpan(first)];
  while (spans.length < range.maxSpans && spans[spans.length - 1] < end) {
    spans.push(next(spans[spans.length - 1]));
  }
  return spans.map(span => ({ span, total_minutes: sums.get(span) ?? 0 }));
}

function buildSpanFunctions(kind: Granularity, weekStart: number) {
  const kinds = {
    day: {
      toSpan: (date: string) => date,
      next: (day: string) => addDays(day, 1),
    },
    week: {
      toSpan: (date: string) => getWeekStart(date, weekStart),
      next: (week: string) => addDays(week, 7),
    },
    month: { toSpan: toMonth, next: getNextMonth },
  };
  return kinds[kind];
}
