import { parseDurationInput, type TypedDuration } from './parseDurationInput';

/** Notations for an empty cell. */
const nothing = /^(|0|-|–|—|·)$/;

/**
 * Parses the text of a timesheet cell.
 *
 * @param minutesPerDay - the length of a working day, for `1d`
 * @returns whole minutes, 0 to 1440, or the error
 */
export function readCell(text: string, minutesPerDay: number): TypedDuration {
  const typed = text.trim();
  if (nothing.test(typed)) {
    return { minutes: 0 };
  }
  const read = parseDurationInput(typed, minutesPerDay);
  return read.problem === 'none' ? { minutes: 0 } : read;
}
