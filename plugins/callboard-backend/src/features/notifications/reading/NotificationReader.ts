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
import { Sight } from '../../../core/things/Sight';
import { isId } from '../../../http/cursor';
import { readPage } from '../../../http/readPage';
import {
  notificationOnWire,
  NotificationRow,
  readNotification,
} from './NotificationRow';
import { selectNotifications } from './selectNotifications';
import { countUnread, whereAwake } from './unread';
import { whereSeenNow } from './whereSeenNow';

type Query = QueryOf<typeof endpoints.listNotifications>;

/** Where a list of notifications goes on. */
type Position = [sort_at: string, id: string];

const isPosition = (position: unknown): position is Position =>
  Array.isArray(position) &&
  position.length === 2 &&
  typeof position[0] === 'string' &&
  /^\d{4}-\d\d-\d\dT[\d:.]{12}Z$/.test(position[0]) &&
  !Number.isNaN(Date.parse(position[0])) &&
  isId(position[1]);

/** Reads what somebody was told, as far as they may still see it. */
export class NotificationReader {
  constructor(private readonly deps: { knex: Knex; clock: Clock }) {}

  /** Their notifications, the latest first. */
  async list(
    sight: Sight,
    query: Query,
  ): Promise<ResponseOf<typeof endpoints.listNotifications>> {
    const { knex, clock } = this.deps;
    const now = clock.now();
    const page = await readPage(query, isPosition, {
      list: async (after, limit) => {
        const rows = selectNotifications(knex)
          .where('notifications.user_ref', sight.user_ref)
          .orderBy([
            { column: 'notifications.sort_at', order: 'desc' },
            { column: 'notifications.id', order: 'desc' },
          ])
          .limit(limit);
        whereSeenNow(knex, rows, sight);
        whereWanted(rows, query, now);
        if (after) {
          rows.whereRaw('(notifications.sort_at, notifications.id) < (?, ?)', [
            new Date(after[0]),
            after[1],
          ]);
        }
        return (await rows).map(readNotification);
      },
      positionOf: ({ sort_at, id }: NotificationRow): Position => [sort_at, id],
    });
    return {
      items: page.items.map(row => notificationOnWire(row, now)),
      unread_count: await this.countUnread(sight),
      next_cursor: page.next_cursor,
    };
  }

  /** How many they have not read: neither archived nor snoozed ones. */
  async countUnread(sight: Sight): Promise<number> {
    return countUnread(this.deps.knex, sight, this.deps.clock.now());
  }

  /** @throws NotFoundError for one that is not theirs, or that they may not see */
  async get(sight: Sight, id: string): Promise<Notification> {
    const { knex, clock } = this.deps;
    const found = selectNotifications(knex)
      .where('notifications.id', id)
      .where('notifications.user_ref', sight.user_ref);
    whereSeenNow(knex, found, sight);
    const [row] = await found;
    if (!row) {
      throw new NotFoundError(`There is no notification ${id}`);
    }
    return notificationOnWire(readNotification(row), clock.now());
  }
}

function whereWanted(rows: Knex.QueryBuilder, query: Query, now: number): void {
  // Not bindings: they decide which index is used.
  rows.whereRaw(
    query.archived
      ? 'notifications.is_archived'
      : 'NOT notifications.is_archived',
  );
  if (query.only_unread) {
    rows.whereRaw('NOT notifications.is_read');
  }
  if (query.snoozed) {
    // Those that are come back then; the index finds them by that.
    rows
      .where('notifications.sort_at', '>', new Date(now))
      .where('notifications.snoozed_until', '>', new Date(now));
  } else {
    whereAwake(rows, now);
  }
  if (query.type) {
    rows.where('notifications.type', query.type);
  }
  if (query.severity) {
    rows.where(
      'notifications.severity',
      notificationSeverities.indexOf(query.severity),
    );
  }
  if (query.workspace) {
    rows.where('workspaces.slug', query.workspace);
    rows.whereNull('workspaces.deleted_at');
  }
}
