import type {
  Notification,
  NotificationPatch,
  NotificationPreferences,
  SubscriptionLevel,
} from '@callboard/plugin-callboard-common';
import {
  createExampleItem,
  createExampleResponse,
  FakeServer,
  toPage,
} from '@callboard/plugin-callboard-react/testUtils';
import {
  isCounted,
  getNotificationView,
  applyPatch,
} from '../data/notificationState';

let createdCount = 0;

/** Creates an unread notification with the given fields. */
export function createExampleNotification(
  overrides: Partial<Notification> = {},
): Notification {
  createdCount += 1;
  const created_at = overrides.created_at ?? new Date().toISOString();
  return createExampleItem('listNotifications', {
    id: `01900000-0000-7000-9000-${String(createdCount).padStart(12, '0')}`,
    workspace_slug: 'default',
    type: 'work_item.commented',
    title: `Notification ${createdCount}`,
    severity: 'normal',
    actor_ref: 'user:default/mona.manager',
    count: 1,
    reason: { rule: 'test', text: 'You follow this work item.' },
    created_at,
    updated_at: created_at,
    ...overrides,
  });
}

/** Creates the preferences for a type, with all channels on except the digest. */
export const createTypePreferences = (
  type: string,
  label: string,
  is_mandatory = false,
) => ({
  type,
  label,
  is_mandatory,
  channels: { bell: true, email: true, browser: true, digest: false },
});

/** A fake server with a person's notifications, latest first. */
export class NotificationServer extends FakeServer {
  /** The maximum page size. */
  pageSize = 100;
  preferences: NotificationPreferences = createExampleResponse(
    'getNotificationPreferences',
    {
      types: [
        createTypePreferences('work_item.assigned', 'Assigned to you'),
        createTypePreferences('work_item.commented', 'Comments'),
        createTypePreferences('announcement.sent', 'Announcements', true),
      ],
      digest: { frequency: 'off', at: '08:00', weekday: 1 },
      timezone: 'Europe/Berlin',
    },
  );
  /** The person's subscription levels, by work item or project id. */
  readonly subscriptionLevels = new Map<string, SubscriptionLevel>();

  constructor() {
    super();
    this.answer({
      getLive: () => ({
        channels: [{ name: 'mine', topics: ['notifications'] }],
      }),
      listNotifications: ({ query }) => this.#list(query),
      getUnreadCount: () => ({ unread_count: this.#countUnread() }),
      updateNotification: ({ params, body }) =>
        this.#applyPatch([params.id], body)[0],
      updateManyNotifications: ({ body: { ids, ...patch } }) => ({
        updated: this.#applyPatch(ids, patch).length,
      }),
      markAllNotificationsRead: ({ body: { type } }) => {
        const unread = this.items.filter(
          item => isCounted(item) && (!type || item.type === type),
        );
        const ids = unread.map(({ id }) => id);
        return { updated: this.#applyPatch(ids, { is_read: true }).length };
      },
      getNotificationPreferences: () => this.preferences,
      putNotificationPreferences: ({ body }) => {
        this.preferences = body;
        return body;
      },
      getProjectSubscription: ({ params }) => this.#getSubscription(params.pid),
      getWorkItemSubscription: ({ params }) =>
        this.#getSubscription(params.iid),
      putWorkItemSubscription: ({ params, body }) => {
        this.subscriptionLevels.set(params.iid, body.level);
        return this.#getSubscription(params.iid);
      },
      deleteWorkItemSubscription: ({ params }) => {
        this.subscriptionLevels.delete(params.iid);
      },
    });
  }

  get items(): Notification[] {
    return this.store('notifications');
  }

  /** Adds notifications, given oldest first. Returns the server. */
  notify(...notifications: Partial<Notification>[]): this {
    this.items.unshift(
      ...notifications.map(createExampleNotification).reverse(),
    );
    return this;
  }

  /** Returns the notification with a title. */
  findByTitle(title: string): Notification {
    return this.items.find(item => item.title === title)!;
  }

  #getSubscription(id: string) {
    const level = this.subscriptionLevels.get(id);
    return level
      ? { level, source: 'own' as const }
      : { level: 'all' as const, source: 'assignee' as const };
  }

  #countUnread(): number {
    return this.items.filter(isCounted).length;
  }

  #list(query: URLSearchParams) {
    const view =
      (query.get('archived') && 'archived') ||
      (query.get('snoozed') && 'snoozed') ||
      'inbox';
    const found = this.items.filter(
      item =>
        getNotificationView(item) === view &&
        (!query.get('only_unread') || !item.is_read) &&
        (query.get('type') ?? item.type) === item.type &&
        (query.get('severity') ?? item.severity) === item.severity,
    );
    const limit = Math.min(Number(query.get('limit') ?? 20), this.pageSize);
    const cursor = query.get('cursor') ?? '0';
    const { items, next_cursor } = toPage(
      found,
      new URLSearchParams({ limit: String(limit), cursor }),
    );
    return { items, unread_count: this.#countUnread(), next_cursor };
  }

  #applyPatch(
    ids: readonly string[],
    patch: NotificationPatch,
  ): Notification[] {
    return this.items
      .filter(({ id }) => ids.includes(id))
      .map(item => Object.assign(item, applyPatch(item, patch)));
  }
}
