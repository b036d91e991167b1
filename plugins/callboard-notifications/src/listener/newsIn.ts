import type { Notification } from '@callboard/plugin-callboard-common';

/** How often each notification had been told when it was seen, by id. */
export type Known = ReadonlyMap<string, number>;

/** What has been seen, with what is seen now. */
export function nowKnown(known: Known, items: readonly Notification[]): Known {
  return new Map([
    ...known,
    ...items.map(({ id, count }) => [id, count] as const),
  ]);
}

/**
 * Which of the latest notifications are new: unread ones that were not there, or
 * have been told again. What is further down than something that was there is not
 * new. It only moved up because others have left.
 */
export function newsIn(
  known: Known,
  items: readonly Notification[],
): Notification[] {
  const isNew = ({ id, count }: Notification) => count > (known.get(id) ?? 0);
  const old = items.findIndex(item => !isNew(item));
  return items
    .slice(0, old < 0 ? items.length : old)
    .filter(({ is_read }) => !is_read);
}
