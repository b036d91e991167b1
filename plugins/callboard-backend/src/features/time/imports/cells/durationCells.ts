import {
  MAX_MINUTES_PER_DAY,
  parseDuration,
} from '@callboard/plugin-callboard-common';
import { z } from 'zod';

/** The minutes in each unit. */
const minutesPerUnit = { hours: 60, minutes: 1, seconds: 1 / 60 };

const tooLong = 'must be at most 24 hours';

const plainNumber = /^(\d*[.,]?\d+|\d+[.,])(e[+-]?\d+)?$/i;
const clock = /^(\d+):([0-5]\d)(?::([0-5]\d))?$/;
/** The "classic" format of Toggl Track: `47:06 min`, `14 sec`. */
const classic = /^(?:(\d+):([0-5]\d) min|(\d+) sec)$/;

/**
 * Duration cells in minutes: `1:30`, `01:30:00`, `1h 30m`, `1,5 h`, `47:06 min`, or a plain number
 * in the unit of the key. Seconds have no fractions: a number with a fraction counts hours.
 */
export const durationCells = {
  hours: createDurationCellSchema('hours'),
  minutes: createDurationCellSchema('minutes'),
  seconds: createDurationCellSchema('seconds'),
};

/** The unit of a plain number. */
export type DurationUnit = keyof typeof durationCells;

function createDurationCellSchema(unit: keyof typeof minutesPerUnit) {
  return z
    .string()
    .transform(text => parseDurationMinutes(text.toLowerCase(), unit))
    .refine(
      (minutes): minutes is number => minutes !== undefined,
      'must be a duration such as 1:30',
    )
    .transform(Math.round)
    .pipe(
      z
        .number(tooLong)
        .min(1, 'must be at least half a minute')
        .max(MAX_MINUTES_PER_DAY, tooLong),
    );
}

function parseDurationMinutes(
  text: string,
  unit: keyof typeof minutesPerUnit,
): number | undefined {
  if (plainNumber.test(text)) {
    const number = Number(text.replace(',', '.'));
    const isFraction = !Number.isInteger(number);
    return (
      number * minutesPerUnit[unit === 'seconds' && isFraction ? 'hours' : unit]
    );
  }
  const [, hours, minutes, seconds = '0'] = clock.exec(text) ?? [];
  if (hours) {
    return Number(hours) * 60 + Number(minutes) + Number(seconds) / 60;
  }
  const [isClassic, whole = '0', rest, alone] = classic.exec(text) ?? [];
  return isClassic
    ? Number(whole) + Number(rest ?? alone) / 60
    : parseDuration(text);
}
