import {
  DatePreset,
  DateRangeChoice,
  DayRange,
  WidgetConfig,
} from '@callboard/plugin-callboard-common';
import {
  getWeekStart,
  toMonth,
  addDays,
  countDaysInRange,
} from '../../time/rules/workingDays';
import { WorkspaceRow } from '../../../access/Caller';
import { getDateInZone } from '../../../database/zones';
import { getBucketDays } from './buckets';

/** Today's date and the first day of the week. */
export interface CalendarContext {
  /** `YYYY-MM-DD` */
  today: string;
  /** 1 for Monday to 7 for Sunday. */
  weekStart: number;
}

const presets: Record<DatePreset, (calendar: CalendarContext) => DayRange> = {
  today: ({ today }) => ({ start: today, end: today }),
  yesterday: ({ today }) => {
    const day = addDays(today, -1);
    return { start: day, end: day };
  },
  last_7_days: ({ today }) => ({ start: addDays(today, -6), end: today }),
  last_30_days: ({ today }) => ({ start: addDays(today, -29), end: today }),
  last_3_months: ({ today }) => ({
    start: addDays(subtractMonths(today, 3), 1),
    end: today,
  }),
  this_week: ({ today, weekStart }) =>
    getBucketDays(getWeekStart(today, weekStart), { interval: 'week' }),
  this_month: ({ today }) =>
    getBucketDays(toMonth(today), { interval: 'month' }),
};

/** Resolves a range choice to days. */
export function toDayRange(
  choice: DateRangeChoice,
  calendar: CalendarContext,
): DayRange {
  return typeof choice === 'string' ? presets[choice](calendar) : choice;
}

/** The days and the zone that a request sets for a widget. */
export interface DaysInput {
  date_range?: DateRangeChoice;
  /** An IANA zone name. */
  tz?: string;
}

/** The resolved range of a widget, with its zone. */
interface ResolvedDays {
  calendar: CalendarContext;
  /** An IANA name. */
  zone: string;
  /** Undefined if the range is unlimited. */
  range: DayRange | undefined;
}

/**
 * Resolves the range of a widget, or the requested one.
 *
 * @param now - milliseconds since 1970
 * @param defaultRange - the range if neither the request nor the widget sets one
 */
export function resolveDays(
  workspace: WorkspaceRow,
  config: Pick<WidgetConfig, 'date_range'>,
  {
    input,
    now,
    defaultRange,
  }: { input: DaysInput; now: number; defaultRange?: DateRangeChoice },
): ResolvedDays {
  const zone = input.tz ?? workspace.timezone;
  const calendar = {
    today: getDateInZone(now, zone),
    weekStart: workspace.week_start,
  };
  const choice = input.date_range ?? config.date_range ?? defaultRange;
  return {
    calendar,
    zone,
    range: choice ? toDayRange(choice, calendar) : undefined,
  };
}

/**
 * Returns the range of the same length right before a range; undefined if it begins before 1970.
 */
export function getPreviousRange({
  start,
  end,
}: DayRange): DayRange | undefined {
  const previousStart = addDays(start, -countDaysInRange(start, end));
  return previousStart < '1970-01-01'
    ? undefined
    : { start: previousStart, end: addDays(start, -1) };
}

/** Returns the same day of an earlier month, or the last day of that month. */
function subtractMonths(date: string, months: number): string {
  const [year, month, day] = date.split('-').map(Number);
  const lastDay = new Date(Date.UTC(year, month - months, 0)).getUTCDate();
  const earlier = Date.UTC(year, month - 1 - months, Math.min(day, lastDay));
  return new Date(earlier).toISOString().slice(0, 10);
}
