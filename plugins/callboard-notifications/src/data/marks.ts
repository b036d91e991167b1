import type {
  Notification,
  NotificationPatch,
} from '@callboard/plugin-callboard-common';

/** A patch of a notification. */
export type Marks = NotificationPatch;

/** The lists of notifications: snoozed and archived ones are separate. */
export const views = ['inbox', 'snoozed', 'archived'] as const;

export type View = (typeof views)[number];

/** Returns the list that contains a notification. */
export function getNotificationView(item: Notification): View {
  if (item.is_archived) {
    return 'archived';
  }
  return item.snoozed_until ? 'snoozed' : 'inbox';
}

/** Whether the badge counts it. */
export const isCounted = (item: Notification): boolean =>
  !item.is_read && getNotificationView(item) === 'inbox';

/**
 * Applies a patch as the server does: a snoozed notification returns unread, and reading or
 * archiving ends a snooze.
 */
export function withMarks(item: Notification, marks: Marks): Notification {
  const after = { ...item, ...marks };
  if (marks.is_archived) {
    return { ...after, snoozed_until: null };
  }
  if (marks.snoozed_until) {
    return { ...after, is_read: false, is_archived: false };
  }
  return marks.is_read ? { ...after, snoozed_until: null } : after;
}

const names = ['is_read', 'is_archived', 'snoozed_until'] as const;

/** Returns the patch that restores a notification's previous state. */
function marksBack(before: Notification, after: Notification): Marks {
  return Object.fromEntries(
    names
      .filter(name => before[name] !== after[name])
      .map(name => [name, before[name]]),
  );
}

/** Returns by how much a patch changes the number of unread notifications. */
export function unreadChange(
  items: readonly Notification[],
  marks: Marks,
): number {
  return items.reduce(
    (sum, item) =>
      sum + Number(isCounted(withMarks(item, marks))) - Number(isCounted(item)),
    0,
  );
}

/**
 * Returns the patches that restore the previous state of notifications, grouped into as few steps
 * as possible.
 */
export function buildUndoSteps(
  items: readonly Notification[],
  marks: Marks,
): Array<{ items: Notification[]; marks: Marks }> {
  const steps = new Map<string, { items: Notification[]; marks: Marks }>();
  for (const item of items) {
    const after = withMarks(item, marks);
    const back = marksBack(item, after);
    const key = JSON.stringify(back);
    const step = steps.get(key) ?? { items: [], marks: back };
    step.items.push(after);
    steps.set(key, step);
  }
  return [...steps.values()].filter(step => Object.keys(step.marks).length > 0);
}
