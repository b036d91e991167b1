import { InputError } from '@backstage/errors';
import { parseDuration } from '@callboard/plugin-callboard-common';

/**
 * Parses a duration such as `1h30` to minutes. Days are rejected, because their length differs
 * between users.
 *
 * @param field - the input field, for the error
 * @throws InputError if it is not a duration
 */
export function readMinutes(field: string, text: string): number {
  const minutes = /\d\s*d/i.test(text) ? undefined : parseDuration(text);
  if (minutes === undefined) {
    throw new InputError(
      `${field}: must be hours and minutes such as 1h30, 90m or 1.5h`,
    );
  }
  return minutes;
}
