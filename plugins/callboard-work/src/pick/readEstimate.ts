import { parseMinutes } from '@callboard/plugin-callboard-react';

/** More than anybody estimates; the API takes no more. */
export const MOST_POINTS = 1e6;

/** @see MOST_POINTS */
export const MOST_MINUTES = 1e7;

/** Points as people write them: null for nothing, undefined for no number. */
export function pointsIn(text: string): number | null | undefined {
  const typed = text.trim().replace(',', '.');
  if (!typed) {
    return null;
  }
  const points = Number(typed);
  return Number.isFinite(points) && points >= 0 && points <= MOST_POINTS
    ? points
    : undefined;
}

/** A time as people write it, in minutes: null for nothing, undefined for none. */
export function minutesIn(text: string): number | null | undefined {
  if (!text.trim()) {
    return null;
  }
  const minutes = parseMinutes(text);
  return minutes !== undefined && minutes <= MOST_MINUTES ? minutes : undefined;
}
