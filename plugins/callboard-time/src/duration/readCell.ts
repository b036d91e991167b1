import { readTypedDuration, type TypedDuration } from './readTypedDuration';

/** What people write for nothing in a table. */
const nothing = /^(|0|-|–|—|·)$/;

/**
 * Reads what somebody types or pastes into a cell of a week.
 *
 * @param minutesPerDay - how long a working day is, for `1d`
 * @returns whole minutes, 0 to 1440, or what is wrong
 */
export function readCell(text: string, minutesPerDay: number): TypedDuration {
  const typed = text.trim();
  if (nothing.test(typed)) {
    return { minutes: 0 };
  }
  const read = readTypedDuration(typed, minutesPerDay);
  return read.problem === 'none' ? { minutes: 0 } : read;
}
