import { DateTime } from 'luxon';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { callboardReactTranslationRef } from '../translation';
import { browserFormats } from './formatDates';
import { useToday } from './useToday';

/** The presets of a range. `all_time` has no bounds, `custom` has chosen bounds. @public */
export const dateRangePresets = [
  'today',
  'yesterday',
  'last_7_days',
  'last_30_days',
  'last_3_months',
  'this_week',
  'this_month',
  'last_month',
  'this_quarter',
  'all_time',
  'custom',
] as const;

/** @public */
export type DateRangePreset = (typeof dateRangePresets)[number];

/**
 * A chosen range. `start` and `end` are inclusive calendar dates, present only for `custom`: all
 * other presets are relative to today.
 *
 * @public
 */
export interface ChosenDateRange {
  preset: DateRangePreset;
  start?: string;
  end?: string;
}

/** Inclusive calendar dates. Without `start` or `end`, the range is open at that end. @public */
export interface DateBounds {
  start?: string;
  end?: string;
}

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
      const lastMonth = day.minus({ months: 1 });
      return toBounds(lastMonth.startOf('month'), lastMonth.endOf('month'));
    }
    case 'this_quarter':
      return toBounds(day.startOf('quarter'), day);
    case 'custom':
      return { start: range.start, end: range.end };
    default:
      return {};
  }
}

/**
 * Formats a range in the person's locale, as short as possible: "14 – 20 Nov". It leaves the year
 * out if both dates are in the current year. Empty if a bound is missing.
 *
 * @public
 */
export function formatDateRange(bounds: DateBounds, today: string): string {
  return bounds.start && bounds.end
    ? browserFormats.formatDateRange(bounds.start, bounds.end, today)
    : '';
}

/** The name of a range, or its dates if the person chose them. @public */
export function useDateRangeName(range: ChosenDateRange): string {
  const { t } = useTranslationRef(callboardReactTranslationRef);
  const today = useToday();
  return range.preset === 'custom'
    ? formatDateRange(range, today)
    : t(`range.${range.preset}`);
}
