import { PeriodChanges } from '@callboard/plugin-callboard-common';
import { sortBy } from 'lodash';
import { ReadableItem } from '../people/ReadableItems';
import { PeriodCell } from './PeriodStore';

/** The minutes of an item on a day, before and after. */
type ContentChange = PeriodChanges['items'][number];

/**
 * Compares the contents of a period by day and item. Items that the reader may not see are merged
 * into one unnamed item per day.
 */
export function compareContents(
  before: readonly PeriodCell[],
  after: readonly PeriodCell[],
  readable: ReadonlyMap<string, ReadableItem>,
): ContentChange[] {
  const changes = new Map<string, ContentChange>();
  const add = (
    [work_item_id, date, minutes]: PeriodCell,
    when: 'before_minutes' | 'after_minutes',
  ) => {
    const item = readable.get(work_item_id);
    const key = `${date} ${item?.issue_id}`;
    const known = changes.get(key) ?? {
      issue_id: item?.issue_id ?? null,
      identifier: item?.identifier ?? null,
      issue_name: item?.issue_name ?? null,
      date,
      before_minutes: 0,
      after_minutes: 0,
    };
    changes.set(key, { ...known, [when]: known[when] + minutes });
  };
  before.forEach(time => add(time, 'before_minutes'));
  after.forEach(time => add(time, 'after_minutes'));
  const different = [...changes.values()].filter(
    ({ before_minutes, after_minutes }) => before_minutes !== after_minutes,
  );
  return sortBy(different, ['date', 'identifier']);
}
