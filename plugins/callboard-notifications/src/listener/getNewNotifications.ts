import type { Notification } from '@callboard/plugin-callboard-common';

/** How often each notification had occurred when this tab saw it, by id. */
export type Known = ReadonlyMap<string, number>;

/** Adds the given notifications to the known ones. */
export function addKnown(known: Known, items: readonly Notification[]): Known {
  return new Map([
    ...known,
    ...items.map(({ id, count }) => [id, count] as const),
  ]);
}

/**
 * Returns the new ones of the latest notifications: unread ones that were not listed, or occurred
 * again. An item further down than a known one is not new: it moved up because others left.
 */
export function getNewNotifications(
  known: Known,
  items: readonly Notification[],
): Notification[] {
  const isNew = ({ id, count }: Notification) => count > (known.get(id) ?? 0);
  const old = items.findIndex(item => !isNew(item));
  return items
    .slice(0, old < 0 ? items.length : old)
    .filter(({ is_read }) => !is_read);
}
