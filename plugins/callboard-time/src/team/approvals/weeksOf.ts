import type { Period } from '@callboard/plugin-callboard-common';
import { datesBetween } from '../../data/datesBetween';

const WEEK = 7;

/** A day of each week that a period touches, in order: one, or those of a month. */
export function weeksOf({
  week_start,
  week_end,
}: Pick<Period, 'week_start' | 'week_end'>): string[] {
  return datesBetween(week_start, week_end).filter(
    (_, nth) => nth % WEEK === 0,
  );
}
