import { calendarDate } from '@callboard/plugin-callboard-common';
import { z } from 'zod';
import { CellMoment, readMoment } from './readMoment';

const messages = {
  date: 'must be a date such as 2026-11-16',
  time: 'must be a time such as 09:30',
};

/**
 * A cell with a date, a time of day, or both.
 *
 * @param needed - the required part
 */
export function createMomentCellSchema(needed: 'date' | 'time') {
  return z
    .string()
    .transform(text => readMoment(text))
    .refine(
      (moment): moment is CellMoment =>
        Boolean(moment?.[needed] ?? moment?.instant),
      { error: messages[needed], abort: true },
    )
    .refine(
      ({ date }) => date === undefined || calendarDate.safeParse(date).success,
      'is not a valid date on or after 1970-01-01',
    );
}
