import { TimesheetRow } from '@callboard/plugin-callboard-common';
import { sumBy } from 'lodash';
import { ReadableItem } from '../people/ReadableItems';
import { TimeOnItem } from '../people/sumTimeOnItems';

/** Replaces items that the reader may not see. */
const nameless = {
  issue_id: null,
  identifier: null,
  issue_name: null,
  project_id: null,
};

/**
 * Builds the rows of a timesheet: one per item that the reader may see, by identifier, and a last
 * one without a name for all other time.
 */
export function buildTimesheetRows(
  times: readonly TimeOnItem[],
  readable: ReadonlyMap<string, ReadableItem>,
): TimesheetRow[] {
  const byItem = new Map<ReadableItem | undefined, TimeOnItem[]>();
  for (const time of times) {
    const item = readable.get(time.work_item_id);
    const others = byItem.get(item) ?? [];
    byItem.set(item, [...others, time]);
  }
  return [...byItem]
    .sort(([one], [other]) => compare(one, other))
    .map(([item, own]) => ({
      ...(item ?? nameless),
      days: sumMinutesByDay(own),
      total_minutes: sumBy(own, 'minutes'),
      entries: sumByDay(own, 'entries'),
    }));
}

/** The minutes of each day that has any. */
export function sumMinutesByDay(
  times: readonly TimeOnItem[],
): Record<string, number> {
  return sumByDay(times, 'minutes');
}

function sumByDay(
  times: readonly TimeOnItem[],
  what: 'minutes' | 'entries',
): Record<string, number> {
  const sums = new Map<string, number>();
  for (const time of times) {
    sums.set(time.date, (sums.get(time.date) ?? 0) + time[what]);
  }
  return Object.fromEntries(sums);
}

/** Sorts PAY-9 before PAY-10. */
const { compare: compareText } = new Intl.Collator('en', { numeric: true });

function compare(
  one: ReadableItem | undefined,
  other: ReadableItem | undefined,
): number {
  return one && other
    ? compareText(one.identifier, other.identifier)
    : Number(!one) - Number(!other);
}
