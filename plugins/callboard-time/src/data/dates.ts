import { calendarDate, type Period } from '@callboard/plugin-callboard-common';
import {
  dateRangePresets,
  formatDateRange,
  type ChosenDateRange,
  type DateRangePreset,
} from '@callboard/plugin-callboard-react';
import { DateTime } from 'luxon';

const utc = { zone: 'utc' };

export function addDays(date: string, days: number): string {
  return DateTime.fromISO(date, utc).plus({ days }).toISODate()!;
}

export const DAYS_PER_WEEK = 7;

/** Returns the first day of the week of a date. `weekStart` is 1 for weeks from Monday. */
export function getWeekStart(date: string, weekStart: number): string {
  const { weekday } = DateTime.fromISO(date, utc);
  return addDays(
    date,
    -((weekday - weekStart + DAYS_PER_WEEK) % DAYS_PER_WEEK),
  );
}

/**
 * Lists the dates of a range, both bounds inclusive. Counts days instead of comparing strings: as a
 * string, the year "+010000" sorts before all others.
 */
export function listDates(first: string, last: string): string[] {
  const { days } = DateTime.fromISO(last, utc).diff(
    DateTime.fromISO(first, utc),
    'days',
  );
  return Array.from({ length: Math.max(0, days + 1) }, (_, index) =>
    addDays(first, index),
  );
}

const createDayFormatter = (options: Intl.DateTimeFormatOptions) => {
  const format = new Intl.DateTimeFormat(undefined, {
    ...options,
    timeZone: 'UTC',
  });
  return (date: string) => format.format(new Date(`${date}T12:00:00Z`));
};

/** "Mon" for a calendar date, in the person's locale. */
export const formatWeekday = createDayFormatter({ weekday: 'short' });

/** "16" for a calendar date, in the person's locale. */
export const formatDayNumber = createDayFormatter({ day: 'numeric' });

/** "Nov" for a calendar date, in the person's locale. */
export const formatMonth = createDayFormatter({ month: 'short' });

/** "Mon, Nov 16" for a calendar date, in the person's locale. */
export const formatShortDay = createDayFormatter({
  weekday: 'short',
  day: 'numeric',
  month: 'short',
});

/** "Monday, November 16" for a calendar date, in the person's locale. */
export const formatLongDay = createDayFormatter({
  weekday: 'long',
  day: 'numeric',
  month: 'long',
});

/** "Nov 16 – 22" for a period, in the person's locale. */
export const formatPeriod = (
  { week_start, week_end }: Pick<Period, 'week_start' | 'week_end'>,
  today: string,
): string => formatDateRange({ start: week_start, end: week_end }, today);

export const initialRange: ChosenDateRange = { preset: 'last_30_days' };

/** Parses the date range in a URL. Invalid values count as absent. */
export function parseChosenRange(
  state: { range?: string; start?: string; end?: string },
  presets: readonly DateRangePreset[] = dateRangePresets,
): ChosenDateRange {
  const { range, start, end } = state;
  const preset = presets.find(each => each === range);
  if (preset !== 'custom') {
    return preset ? { preset } : initialRange;
  }
  const isRange =
    calendarDate.safeParse(start).success &&
    calendarDate.safeParse(end).success &&
    start! <= end!;
  return isRange ? { preset, start, end } : initialRange;
}
