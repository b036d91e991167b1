/** Milliseconds between the UUID epoch (1582-10-15) and the Unix epoch. */
const UUID_EPOCH_MS = 12_219_292_800_000;

/**
 * The time when GitHub sent a delivery. Delivery ids are version 1 UUIDs, which contain the time. A
 * redelivery has the same id.
 *
 * @param id - the `X-GitHub-Delivery` header
 * @param now - returned if the id contains no plausible time
 */
export function getDeliveryTime(id: string | undefined, now: Date): Date {
  const [, low, mid, high] =
    /^([0-9a-f]{8})-([0-9a-f]{4})-1([0-9a-f]{3})-/i.exec(id ?? '') ?? [];
  if (!high) {
    return now;
  }
  const ticks = BigInt(`0x${high}${mid}${low}`);
  // A tick is 100 ns.
  const sent = Number(ticks / BigInt(10_000)) - UUID_EPOCH_MS;
  // An id with a time before 1970 or in the future does not contain the time of the delivery. The
  // clocks of GitHub and this machine may differ by a minute.
  return sent > 0 && sent <= now.getTime() + 60_000 ? new Date(sent) : now;
}
