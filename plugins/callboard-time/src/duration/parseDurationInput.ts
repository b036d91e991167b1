import {
  MAX_MINUTES_PER_DAY,
  parseDuration,
} from '@callboard/plugin-callboard-common';

/** A parsed duration, or its error. */
export interface TypedDuration {
  minutes?: number;
  problem?: 'none' | 'unreadable' | 'tooLong';
}

/**
 * Parses the duration of a worklog or a day.
 *
 * @param minutesPerDay - the length of a working day, for `1d`
 * @returns whole minutes, 1 to 1440, or the error
 */
export function parseDurationInput(
  text: string,
  minutesPerDay: number,
): TypedDuration {
  if (!text.trim()) {
    return { problem: 'none' };
  }
  const minutes = parseDuration(text, minutesPerDay);
  if (minutes === undefined) {
    return { problem: 'unreadable' };
  }
  if (minutes === 0) {
    return { problem: 'none' };
  }
  return minutes > MAX_MINUTES_PER_DAY ? { problem: 'tooLong' } : { minutes };
}
