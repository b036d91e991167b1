/** The `Date` header has a resolution of one second. */
const SECOND = 1_000;

/**
 * Estimates how far a server's clock is ahead of the browser's, from a response.
 *
 * @param date - the header `Date`; null if the browser hides it
 * @param sent - when the request was sent, by the browser's clock, in milliseconds since 1970
 * @param received - when the response arrived, likewise
 * @returns milliseconds, negative if the server is behind; 0 if both clocks may be equal
 */
export function estimateClockOffset(
  date: string | null,
  sent: number,
  received: number,
): number {
  const parsed = Date.parse(date ?? '');
  if (Number.isNaN(parsed)) {
    return 0;
  }
  const least = parsed - received;
  const maxAhead = parsed + SECOND - sent;
  return least <= 0 && maxAhead >= 0 ? 0 : Math.round((least + maxAhead) / 2);
}
