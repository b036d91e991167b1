/** The header has whole seconds. */
const SECOND = 1_000;

/**
 * How far a server's clock is ahead of this one, as far as an answer tells.
 *
 * @param date - the header `Date`; null where it is not to be read
 * @param sent - when it was asked, by this clock, in milliseconds since 1970
 * @param received - when it had answered, likewise
 * @returns milliseconds, negative where it is behind; 0 where both may say the same
 */
export function aheadOf(
  date: string | null,
  sent: number,
  received: number,
): number {
  const parsed = Date.parse(date ?? '');
  if (Number.isNaN(parsed)) {
    return 0;
  }
  const least = parsed - received;
  const most = parsed + SECOND - sent;
  return least <= 0 && most >= 0 ? 0 : Math.round((least + most) / 2);
}
