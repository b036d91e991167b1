import type { Period } from '@callboard/plugin-callboard-common';
import { addDays } from '../../data/addDays';

const WEEK = 7;

/** A day of each week that a period touches, in order: one, or those of a month. */
export function weeksOf({
  week_start,
  week_end,
}: Pick<Period, 'week_start' | 'week_end'>): string[] {
  const weeks: string[] = [];
  for (let day = week_start; day <= week_end; day = addDays(day, WEEK)) {
    weeks.push(day);
  }
  return weeks;
}
