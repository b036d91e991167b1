import { readDuration } from '@callboard/plugin-callboard-common';

/** More than anybody estimates; the API takes no more. */
export const MOST_POINTS = 1e6;

/** @see MOST_POINTS */
export const MOST_MINUTES = 1e7;

/** Whether a text is points as an address has them. */
export function isPoints(text: string): boolean {
  return /^\d{1,12}(\.\d{1,6})?$/.test(text) && Number(text) <= MOST_POINTS;
}

/** Whether a text is a time as an address has it: whole minutes. */
export function isMinutes(text: string): boolean {
  return /^\d{1,12}$/.test(text) && Number(text) <= MOST_MINUTES;
}

/** Points as people write them: null for nothing, undefined for no number. */
export function pointsIn(text: string): number | null | undefined {
  const typed = text.trim().replace(',', '.');
  if (!typed) {
    return null;
  }
  return isPoints(typed) ? Number(typed) : undefined;
}

/** A time as people write it, in minutes: null for nothing, undefined for none. */
export function minutesIn(text: string): number | null | undefined {
  if (!text.trim()) {
    return null;
  }
  const minutes = readDuration(text);
  return minutes !== undefined && minutes <= MOST_MINUTES ? minutes : undefined;
}
