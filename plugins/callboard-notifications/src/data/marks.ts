import type {
  Notification,
  NotificationPatch,
} from '@callboard/plugin-callboard-common';

/** What somebody can say of their notification. */
export type Marks = NotificationPatch;

/** The lists that a notification can be in: snoozed and archived ones are apart. */
export const views = ['inbox', 'snoozed', 'archived'] as const;

export type View = (typeof views)[number];

/** The list that a notification is in. */
export function viewOf(item: Notification): View {
  if (item.is_archived) {
    return 'archived';
  }
  return item.snoozed_until ? 'snoozed' : 'inbox';
}

/** Whether the badge counts it. */
export const isCounted = (item: Notification): boolean =>
  !item.is_read && viewOf(item) === 'inbox';

/** A notification with other marks. */
export function withMarks(item: Notification, marks: Marks): Notification {
  return { ...item, ...marks };
}

/** By how much marks change the number of unread ones. */
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
 * What gives notifications the marks back that they had, in as few steps as it
 * takes.
 */
export function inverseOf(
  items: readonly Notification[],
  marks: Marks,
): Array<{ items: Notification[]; marks: Marks }> {
  const steps = new Map<string, { items: Notification[]; marks: Marks }>();
  for (const item of items) {
    const before: Marks = {};
    for (const name of Object.keys(marks) as Array<keyof Marks>) {
      Object.assign(before, { [name]: item[name] });
    }
    const key = JSON.stringify(before);
    const step = steps.get(key) ?? { items: [], marks: before };
    step.items.push(withMarks(item, marks));
    steps.set(key, step);
  }
  return [...steps.values()];
}
