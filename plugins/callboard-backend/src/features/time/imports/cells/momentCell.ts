import { calendarDate } from '@callboard/plugin-callboard-common';
import { z } from 'zod';
import { CellMoment, readMoment } from './readMoment';

const messages = {
  date: 'must be a date such as 2026-11-16',
  time: 'must be a time such as 09:30',
};

/**
 * A cell that holds a date and a time of day, or one of them.
 *
 * @param needed - the one that must not be missing
 */
export function momentCell(needed: 'date' | 'time') {
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
      'is not a day of the calendar since 1970',
    );
}
