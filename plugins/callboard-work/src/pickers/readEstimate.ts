import { parseDuration } from '@callboard/plugin-callboard-common';

/** An upper bound of estimates; the API accepts no more. */
export const MAX_POINTS = 1e6;

/** @see MAX_POINTS */
export const MAX_MINUTES = 1e7;

/** Whether a text is a number of points in an address. */
export function isPoints(text: string): boolean {
  return /^\d{1,12}(\.\d{1,6})?$/.test(text) && Number(text) <= MAX_POINTS;
}

/** Whether a text is a time in an address: whole minutes. */
export function isMinutes(text: string): boolean {
  return /^\d{1,12}$/.test(text) && Number(text) <= MAX_MINUTES;
}

/** Parses points: null for an empty text, undefined for an invalid one. */
export function parsePoints(text: string): number | null | undefined {
  const typed = text.trim().replace(',', '.');
  if (!typed) {
    return null;
  }
  return isPoints(typed) ? Number(typed) : undefined;
}

/** Parses a time into minutes: null for an empty text, undefined for an invalid one. */
export function parseMinutes(text: string): number | null | undefined {
  if (!text.trim()) {
    return null;
  }
  const minutes = parseDuration(text);
  return minutes !== undefined && minutes <= MAX_MINUTES ? minutes : undefined;
}
