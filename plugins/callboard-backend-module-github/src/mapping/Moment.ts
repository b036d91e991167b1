/**
 * The position of an issue's state within its second. GitHub's `updated_at` has whole seconds only,
 * and one second can have many changes: opening an issue with three labels causes four deliveries.
 */
export enum Moment {
  /** The state with which an issue was opened: always the first. */
  opened = 0,
  /** Any other state. */
  later = 1,
  /** Read after the end of the second: always the last. */
  last = 999,
}

/**
 * The position of an imported state within the second of its `updated_at`.
 *
 * @param at - the time of the response, in ms by GitHub's clock
 */
export function getUpdateMoment(
  { updated_at }: { updated_at: string },
  at: number,
): Moment {
  // A state read within that second may change again before it ends.
  const isOver = at >= Date.parse(updated_at) + 1_000;
  return isOver ? Moment.last : Moment.later;
}

/** Truncates a GitHub time to whole seconds: the milliseconds order events of the same second. */
export function truncateToSeconds(time: string): Date {
  return new Date(Math.floor(Date.parse(time) / 1_000) * 1_000);
}

/** The time of a state for Callboard, which orders states of the same second. */
export function toStateTime(updated_at: string, moment: Moment): string {
  const secondMs = truncateToSeconds(updated_at).getTime();
  return new Date(secondMs + moment).toISOString();
}
