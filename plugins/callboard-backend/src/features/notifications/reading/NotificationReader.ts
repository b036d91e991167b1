import { NotFoundError } from '@backstage/errors';
import {
  endpoints,
  Notification,
  notificationSeverities,
  QueryOf,
  ResponseOf,
} from '@callboard/plugin-callboard-common';
import { Knex } from 'knex';
import { Clock } from '../../../clock';
import {
  UserScope,
  VisibilityScope,
} from '../../../core/resources/VisibilityScope';
import { prepareQuery } from '../../../database/prepareQuery';
import { isId } from '../../../http/cursor';
import { readPage } from '../../../http/readPage';
import { listNotifications, LIST_START } from './listNotifications';
import {
  toNotificationResponse,
  NotificationRow,
  readNotification,
} from './NotificationRow';
import { selectNotifications } from './selectNotifications';
import { selectUnreadCount } from './unread';
import { whereStillAccessible } from './whereStillAccessible';

type Query = QueryOf<typeof endpoints.listNotifications>;

/** The cursor of a list of notifications. */
type Position = [sort_at: string, id: string];

const isPosition = (position: unknown): position is Position =>
  Array.isArray(position) &&
  position.length === 2 &&
  typeof position[0] === 'string' &&
  /^\d{4}-\d\d-\d\dT[\d:.]{12}Z$/.test(position[0]) &&
  !Number.isNaN(Date.parse(position[0])) &&
  isId(position[1]);

const askForCount = prepareQuery<UserScope & { now: Date }>(
  'callboard unread count',
  ['user_ref', 'readable', 'administered', 'now'],
  (knex, { now, ...scope }) => selectUnreadCount(knex, scope, now),
);

/** Reads a user's notifications, as far as they may still see them. */
export class NotificationReader {
  constructor(private readonly deps: { knex: Knex; clock: Clock }) {}

  /** Their notifications, the latest first. */
  async list(
    scope: VisibilityScope,
    query: Query,
  ): Promise<ResponseOf<typeof endpoints.listNotifications>> {
    const { knex, clock } = this.deps;
    const now = clock.now();
    let unread_count = 0;
    const page = await readPage(query, isPosition, {
      list: async (after, limit) => {
        const found = await listNotifications(knex, query, {
          ...scope,
          now: new Date(now),
          type: query.type ?? null,
          severity: query.severity
            ? notificationSeverities.indexOf(query.severity)
            : null,
          workspace: query.workspace ?? null,
          ...(after
            ? { sort_at: new Date(after[0]), id: after[1] }
            : LIST_START),
          limit,
        });
        unread_count = found.unread_count;
        return found.rows.map(readNotification);
      },
      getPosition: ({ sort_at, id }: NotificationRow): Position => [
        sort_at,
        id,
      ],
    });
    return {
      items: page.items.map(row => toNotificationResponse(row, now)),
      unread_count,
      next_cursor: page.next_cursor,
    };
  }

  /** Counts a user's unread notifications that are neither archived nor snoozed. */
  async countUnread(scope: VisibilityScope): Promise<number> {
    const { knex, clock } = this.deps;
    const now = new Date(clock.now());
    const [{ unread }] = await askForCount(knex, { ...scope, now });
    return Number(unread ?? 0);
  }

  /** @throws NotFoundError when it is not the user's or is not visible to them */
  async get(scope: VisibilityScope, id: string): Promise<Notification> {
    const { knex, clock } = this.deps;
    const found = selectNotifications(knex)
      .where('notifications.id', id)
      .where('notifications.user_ref', scope.user_ref);
    whereStillAccessible(knex, found, scope);
    const [row] = await found;
    if (!row) {
      throw new NotFoundError(`There is no notification ${id}`);
    }
    return toNotificationResponse(readNotification(row), clock.now());
  }
}
