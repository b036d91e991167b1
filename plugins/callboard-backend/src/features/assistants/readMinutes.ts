import { InputError } from '@backstage/errors';
import { readDuration } from '@callboard/plugin-callboard-common';

/**
 * The minutes of a duration such as `1h30`. Days are refused: how long one is
 * differs between people.
 *
 * @param field - where it is from, for the error
 * @throws InputError for what is no duration
 */
export function readMinutes(field: string, text: string): number {
  const minutes = /\d\s*d/i.test(text) ? undefined : readDuration(text);
  if (minutes === undefined) {
    throw new InputError(
      `${field}: must be hours and minutes such as 1h30, 90m or 1.5h`,
    );
  }
  return minutes;
}
