import type {
  Notification,
  NotificationPatch,
} from '@callboard/plugin-callboard-common';

/** The lists of notifications. Each notification is in exactly one. */
export const notificationViews = ['inbox', 'snoozed', 'archived'] as const;

export type NotificationView = (typeof notificationViews)[number];

export function getNotificationView(item: Notification): NotificationView {
  if (item.is_archived) {
    return 'archived';
  }
  return item.snoozed_until ? 'snoozed' : 'inbox';
}

/** Whether the badge of the bell counts a notification. */
export const isCounted = (item: Notification): boolean =>
  !item.is_read && getNotificationView(item) === 'inbox';

/**
 * Applies a patch as the server does: snoozing marks a notification as unread and restores it from
 * the archive, and reading or archiving ends a snooze.
 */
export function applyPatch(
  item: Notification,
  patch: NotificationPatch,
): Notification {
  const after = { ...item, ...patch };
  if (patch.is_archived) {
    return { ...after, snoozed_until: null };
  }
  if (patch.snoozed_until) {
    return { ...after, is_read: false, is_archived: false };
  }
  return patch.is_read ? { ...after, snoozed_until: null } : after;
}

const stateFields = ['is_read', 'is_archived', 'snoozed_until'] as const;

function buildUndoPatch(
  before: Notification,
  after: Notification,
): NotificationPatch {
  return Object.fromEntries(
    stateFields
      .filter(field => before[field] !== after[field])
      .map(field => [field, before[field]]),
  );
}

export function computeUnreadChange(
  items: readonly Notification[],
  patch: NotificationPatch,
): number {
  return items.reduce(
    (sum, item) =>
      sum +
      Number(isCounted(applyPatch(item, patch))) -
      Number(isCounted(item)),
    0,
  );
}

interface UndoStep {
  items: Notification[];
  patch: NotificationPatch;
}

/** Returns the steps that undo a patch: one per group of notifications with the same undo patch. */
export function buildUndoSteps(
  items: readonly Notification[],
  patch: NotificationPatch,
): UndoStep[] {
  const steps = new Map<string, UndoStep>();
  for (const item of items) {
    const after = applyPatch(item, patch);
    const undoPatch = buildUndoPatch(item, after);
    const key = JSON.stringify(undoPatch);
    const step = steps.get(key) ?? { items: [], patch: undoPatch };
    step.items.push(after);
    steps.set(key, step);
  }
  return [...steps.values()].filter(step => Object.keys(step.patch).length > 0);
}
