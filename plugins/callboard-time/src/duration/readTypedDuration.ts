import {
  MAX_MINUTES_PER_DAY,
  readDuration,
} from '@callboard/plugin-callboard-common';

/** A duration as somebody types it: what it is, or what is wrong with it. */
export interface TypedDuration {
  minutes?: number;
  problem?: 'none' | 'unreadable' | 'tooLong';
}

/**
 * Reads what somebody types for one entry or one day.
 *
 * @param minutesPerDay - how long a working day is, for `1d`
 * @returns whole minutes, 1 to 1440, or what is wrong
 */
export function readTypedDuration(
  text: string,
  minutesPerDay: number,
): TypedDuration {
  if (!text.trim()) {
    return { problem: 'none' };
  }
  const minutes = readDuration(text, minutesPerDay);
  if (minutes === undefined) {
    return { problem: 'unreadable' };
  }
  if (minutes === 0) {
    return { problem: 'none' };
  }
  return minutes > MAX_MINUTES_PER_DAY ? { problem: 'tooLong' } : { minutes };
}
