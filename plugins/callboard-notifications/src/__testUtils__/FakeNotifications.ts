import type {
  Me,
  Notification,
  NotificationPatch,
  NotificationPreferences,
  Subscription,
  SubscriptionLevel,
} from '@callboard/plugin-callboard-common';
import {
  FakeServer,
  Refusal,
} from '@callboard/plugin-callboard-react/testUtils';
import { isCounted, viewOf, withMarks } from '../data/marks';
import { newNotification, WORKSPACE } from './newNotification';

const typeOf = (type: string, label: string, is_mandatory = false) => ({
  type,
  label,
  is_mandatory,
  channels: { bell: true, email: true, browser: true, digest: false },
});

/** Somebody's notifications in memory, the latest first. */
export class FakeNotifications extends FakeServer {
  items: Notification[] = [];
  /** How many it answers at most. */
  pageSize = 100;
  preferences: NotificationPreferences = {
    types: [
      typeOf('work_item.assigned', 'Assigned to you'),
      typeOf('work_item.commented', 'Comments'),
      typeOf('announcement.sent', 'Announcements', true),
    ],
    digest: { frequency: 'off', at: '08:00', weekday: 1 },
    timezone: 'Europe/Berlin',
    quiet_hours: null,
  };
  /** What the person has said of work items, by id. */
  readonly chosen = new Map<string, SubscriptionLevel>();
  me: Me = {
    user_ref: 'user:default/max.member',
    display_name: 'Max Member',
    email: null,
    picture: null,
    is_super_admin: false,
    workspaces: [
      {
        id: WORKSPACE,
        slug: 'default',
        name: 'Default',
        timezone: 'UTC',
        role: 'member',
      },
    ],
  };

  constructor() {
    super();
    this.answer({
      getMe: () => this.me,
      getLive: () => ({
        channels: [{ name: 'mine', topics: ['notifications'] }],
      }),
      listNotifications: ({ query }) => this.#list(query),
      getUnreadCount: () => ({ unread_count: this.#unread }),
      updateNotification: ({ params, body }) => {
        const [item] = this.#mark([params.id], body);
        if (!item) {
          throw new Refusal(404, 'There is no such notification');
        }
        return item;
      },
      updateManyNotifications: ({ body: { ids, ...marks } }) => ({
        updated: this.#mark(ids, marks).length,
      }),
      markAllNotificationsRead: ({ body: { type } }) => ({
        updated: this.#mark(
          this.items
            .filter(item => isCounted(item) && (!type || item.type === type))
            .map(({ id }) => id),
          { is_read: true },
        ).length,
      }),
      getNotificationPreferences: () => this.preferences,
      putNotificationPreferences: ({ body }) => {
        this.preferences = body;
        return body;
      },
      getWorkItemSubscription: ({ params }) => this.#heardOf(params.iid),
      putWorkItemSubscription: ({ params, body }) => {
        this.chosen.set(params.iid, body.level);
        return this.#heardOf(params.iid);
      },
      deleteWorkItemSubscription: ({ params }) => {
        this.chosen.delete(params.iid);
      },
    });
  }

  /** Tells somebody something; the last one is the latest. */
  tell(...given: Partial<Notification>[]): Notification[] {
    const told = given.map(newNotification);
    this.items.unshift(...told.reverse());
    return told;
  }

  /** The notifications by their titles. */
  titled(title: string): Notification {
    return this.items.find(item => item.title === title)!;
  }

  #heardOf(id: string): Subscription {
    const level = this.chosen.get(id);
    return level
      ? { level, source: 'own' }
      : { level: 'all', source: 'assignee' };
  }

  get #unread(): number {
    return this.items.filter(isCounted).length;
  }

  #list(query: URLSearchParams) {
    const view =
      (query.get('archived') && 'archived') ||
      (query.get('snoozed') && 'snoozed') ||
      'inbox';
    const found = this.items.filter(
      item =>
        viewOf(item) === view &&
        (!query.get('only_unread') || !item.is_read) &&
        (query.get('type') ?? item.type) === item.type &&
        (query.get('severity') ?? item.severity) === item.severity &&
        (query.get('workspace') ?? item.workspace_slug) === item.workspace_slug,
    );
    const start = Number(query.get('cursor') ?? 0);
    const limit = Number(query.get('limit') ?? 20);
    const end = start + Math.min(limit, this.pageSize);
    return {
      items: found.slice(start, end),
      unread_count: this.#unread,
      next_cursor: end < found.length ? String(end) : null,
    };
  }

  #mark(ids: readonly string[], marks: NotificationPatch): Notification[] {
    const isMarked = ({ id }: Notification) => ids.includes(id);
    this.items = this.items.map(item =>
      isMarked(item) ? withMarks(item, marks) : item,
    );
    return this.items.filter(isMarked);
  }
}
