/** Truncates a GitHub time to whole seconds: the milliseconds order events of the same second. */
export function truncateToSeconds(time: string): Date {
  return new Date(Math.floor(Date.parse(time) / 1_000) * 1_000);
}
