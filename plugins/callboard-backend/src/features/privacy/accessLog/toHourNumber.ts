const HOUR_MS = 60 * 60_000;

/** The hour of an instant, counted since 1970. */
export function toHourNumber(ms: number): number {
  return Math.floor(ms / HOUR_MS);
}
