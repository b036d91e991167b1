import {
  MAX_MINUTES_PER_DAY,
  parseDuration,
} from '@callboard/plugin-callboard-common';
import { z } from 'zod';
import { uniq } from 'lodash';
import { hasAmbiguousComma, typedCell } from '../../../imports/parseCells';

export const workItemIdentifierCell = typedCell
  .transform(text => text.toUpperCase())
  .refine(
    text => /^[A-Z][A-Z0-9_]*-[1-9]\d*$/.test(text),
    'must be a work item such as PAY-42',
  );

const MAX_IDENTIFIERS = 10;

/** Matches within `[PAY-42]` and `feature/PAY-42-login`, but not within `PAY-42nd` or `xPAY-42`. */
const identifierPattern =
  /(?<![A-Za-z0-9])[A-Z][A-Z0-9]{0,11}-[1-9]\d{0,8}(?![A-Za-z0-9])/g;

export function findIdentifiers(texts: readonly string[]): string[] {
  const matches = texts.flatMap(text => text.match(identifierPattern) ?? []);
  return uniq(matches).slice(0, MAX_IDENTIFIERS);
}

/** A cell with an amount. Parses to true if the amount is above zero. */
export const amountCell = typedCell
  .transform(text => Number(text.replace(',', '.')))
  .pipe(z.number('must be a number').min(0, 'must not be negative'))
  .transform(amount => amount > 0);

const minutesPerUnit = { hours: 60, minutes: 1, seconds: 1 / 60 };

/** The unit of a duration that is a plain number. */
export type DurationUnit = keyof typeof minutesPerUnit;

const tooLong = 'must be at most 24 hours';

/** The duration of a worklog in minutes; the input can have a fraction. */
export const durationMinutes = z
  .number(tooLong)
  .transform(Math.round)
  .pipe(
    z
      .number(tooLong)
      .min(1, 'must be at least half a minute')
      .max(MAX_MINUTES_PER_DAY, tooLong),
  );

/** Matches `90`, `1.5`, `1,5`, `.5`, `1.` and `1e-3`. */
const numberPattern = /^(\d+(?:[.,]\d*)?|[.,]\d+)(e[+-]?\d+)?$/i;

/** The "classic" format of Toggl Track: `47:06 min`, `14 sec`. */
const classicPattern = /^(?:(\d+):([0-5]\d) min|(\d+) sec)$/;

/**
 * Creates schemas that parse a duration cell to minutes, one for each unit of plain numbers. Each
 * schema also accepts every duration that people type, and `47:06 min`. In the schema for seconds,
 * a number with a fraction is in hours, because durations in seconds are whole numbers. Except in
 * hours, a comma that could separate thousands is rejected.
 */
export function createDurationCells(minutesPerDay: number) {
  const createCell = (unit: DurationUnit) =>
    typedCell
      .transform(text =>
        parseDurationCell(text.toLowerCase(), unit, minutesPerDay),
      )
      .refine(
        (minutes): minutes is number => minutes !== undefined,
        'must be a duration such as 1:30',
      )
      .pipe(durationMinutes);
  return {
    hours: createCell('hours'),
    minutes: createCell('minutes'),
    seconds: createCell('seconds'),
  };
}

function parseDurationCell(
  text: string,
  unit: DurationUnit,
  minutesPerDay: number,
): number | undefined {
  if (unit !== 'hours' && hasAmbiguousComma(text)) {
    return undefined;
  }
  if (numberPattern.test(text)) {
    const number = Number(text.replace(',', '.'));
    const isFraction = !Number.isInteger(number);
    return (
      number * minutesPerUnit[unit === 'seconds' && isFraction ? 'hours' : unit]
    );
  }
  const [isClassic, minutes = '0', seconds, secondsOnly] =
    classicPattern.exec(text) ?? [];
  return isClassic
    ? Number(minutes) + Number(seconds ?? secondsOnly) / 60
    : parseDuration(text, minutesPerDay);
}
