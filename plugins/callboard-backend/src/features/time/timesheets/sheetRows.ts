import { TimesheetRow } from '@callboard/plugin-callboard-common';
import { sumBy } from 'lodash';
import { ReadableItem } from '../people/ReadableItems';
import { TimeOnItem } from '../people/timeOnItems';

/** What stands for all that its reader may not know about. */
const nameless = {
  issue_id: null,
  identifier: null,
  issue_name: null,
  project_id: null,
};

/**
 * The rows of a timesheet: one for each item that its reader may know about, by
 * identifier, and at the end one without a name for all other time.
 */
export function sheetRows(
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
      days: minutesByDay(own),
      total_minutes: sumBy(own, 'minutes'),
      entries: sumByDay(own, 'entries'),
    }));
}

/** How many minutes there are on each day with any. */
export function minutesByDay(
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

/** So that PAY-9 comes before PAY-10. */
const { compare: compareText } = new Intl.Collator('en', { numeric: true });

function compare(
  one: ReadableItem | undefined,
  other: ReadableItem | undefined,
): number {
  return one && other
    ? compareText(one.identifier, other.identifier)
    : Number(!one) - Number(!other);
}
