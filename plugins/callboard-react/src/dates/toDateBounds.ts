import { DateTime } from 'luxon';
import type { ChosenDateRange, DateBounds } from './dateRangePresets';

function toBounds(first: DateTime, last: DateTime): DateBounds {
  return {
    start: first.toISODate() ?? undefined,
    end: last.toISODate() ?? undefined,
  };
}

/**
 * The dates that a range covers on a given day.
 *
 * `last_7_days` is seven days including today; `this_week`, `this_month` and `this_quarter` end
 * today, because later days have no data.
 *
 * @param today - a calendar date, as `useToday` returns it
 * @param weekStart - the first day of the week, 1 for Monday to 7 for Sunday
 * @public
 */
export function toDateBounds(
  range: ChosenDateRange,
  today: string,
  weekStart: number = 1,
): DateBounds {
  const day = DateTime.fromISO(today, { zone: 'utc' });
  switch (range.preset) {
    case 'today':
      return toBounds(day, day);
    case 'yesterday':
      return toBounds(day.minus({ days: 1 }), day.minus({ days: 1 }));
    case 'last_7_days':
      return toBounds(day.minus({ days: 6 }), day);
    case 'last_30_days':
      return toBounds(day.minus({ days: 29 }), day);
    case 'last_3_months':
      return toBounds(day.minus({ months: 3 }).plus({ days: 1 }), day);
    case 'this_week':
      return toBounds(
        day.minus({ days: (day.weekday - weekStart + 7) % 7 }),
        day,
      );
    case 'this_month':
      return toBounds(day.startOf('month'), day);
    case 'last_month': {
      const before = day.minus({ months: 1 });
      return toBounds(before.startOf('month'), before.endOf('month'));
    }
    case 'this_quarter':
      return toBounds(day.startOf('quarter'), day);
    case 'custom':
      return { start: range.start, end: range.end };
    default:
      return {};
  }
}
