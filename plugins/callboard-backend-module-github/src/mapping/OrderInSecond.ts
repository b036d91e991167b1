/**
 * The milliseconds that order the states of an issue or comment within one second. GitHub's
 * `updated_at` has whole seconds only, and an issue can change several times in one second: opening
 * an issue with three labels causes four deliveries.
 */
export enum OrderInSecond {
  /** The state with which an issue was opened or a comment was created: always the first. */
  opened = 0,
  /** Any other state. */
  later = 1,
  /** Read after the end of the second: always the last. */
  last = 999,
}

/**
 * Returns the order of an imported state within the second of its `updated_at`.
 *
 * @param at - the time of the response, in ms by GitHub's clock
 */
export function getOrderInSecond(
  { updated_at }: { updated_at: string },
  at: number,
): OrderInSecond {
  // If the second has not ended, the state may change again within the second.
  const isOver = at >= Date.parse(updated_at) + 1_000;
  return isOver ? OrderInSecond.last : OrderInSecond.later;
}

/** Truncates a GitHub time to whole seconds, because milliseconds order the states in a second. */
export function truncateToSeconds(time: string): Date {
  return new Date(Math.floor(Date.parse(time) / 1_000) * 1_000);
}

/** Converts `updated_at` to a time that also orders the states of the same second. */
export function toStateTime(
  updated_at: string,
  orderInSecond: OrderInSecond,
): string {
  const secondMs = truncateToSeconds(updated_at).getTime();
  return new Date(secondMs + orderInSecond).toISOString();
}
