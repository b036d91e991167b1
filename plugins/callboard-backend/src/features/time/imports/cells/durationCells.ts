import {
  MAX_MINUTES_PER_DAY,
  readDuration,
} from '@callboard/plugin-callboard-common';
import { z } from 'zod';

/** How many minutes each has. */
const minutesOf = { hours: 60, minutes: 1, seconds: 1 / 60 };

const tooLong = 'must be at most 24 hours';

const plainNumber = /^(\d*[.,]?\d+|\d+[.,])(e[+-]?\d+)?$/i;
const clock = /^(\d+):([0-5]\d)(?::([0-5]\d))?$/;
/** What Toggl Track calls classic: `47:06 min`, `14 sec`. */
const classic = /^(?:(\d+):([0-5]\d) min|(\d+) sec)$/;

/**
 * A cell that holds a duration, in minutes: `1:30`, `01:30:00`, `1h 30m`, `1,5 h`,
 * `47:06 min`, or a number alone, which counts what the cell is named after. Seconds
 * have no fractions: where there is one, the number counts hours.
 */
export const durationCells = {
  hours: durationCell('hours'),
  minutes: durationCell('minutes'),
  seconds: durationCell('seconds'),
};

/** What a number alone can count. */
export type DurationUnit = keyof typeof durationCells;

function durationCell(unit: keyof typeof minutesOf) {
  return z
    .string()
    .transform(text => minutesIn(text.toLowerCase(), unit))
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

function minutesIn(
  text: string,
  unit: keyof typeof minutesOf,
): number | undefined {
  if (plainNumber.test(text)) {
    const number = Number(text.replace(',', '.'));
    const isFraction = !Number.isInteger(number);
    return (
      number * minutesOf[unit === 'seconds' && isFraction ? 'hours' : unit]
    );
  }
  const [, hours, minutes, seconds = '0'] = clock.exec(text) ?? [];
  if (hours) {
    return Number(hours) * 60 + Number(minutes) + Number(seconds) / 60;
  }
  const [isClassic, whole = '0', rest, alone] = classic.exec(text) ?? [];
  return isClassic
    ? Number(whole) + Number(rest ?? alone) / 60
    : readDuration(text);
}
