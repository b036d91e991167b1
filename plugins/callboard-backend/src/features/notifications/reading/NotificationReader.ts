import { NotFoundError } from '@backstage/errors';
import {
  endpoints,
  Notification,
  notificationSeverities,
  QueryOf,
  ResponseOf,
} from '@callboard/plugin-callboard-common';
import { Knex } from 'knex';
import { memoize } from 'lodash';
import { Clock } from '../../../kernel/clock';
import {
  UserScope,
  VisibilityScope,
} from '../../../core/resources/VisibilityScope';
import { prepareQuery } from '../../../database/statements';
import {
  readInstant,
  readJson,
  readOptionalInstant,
} from '../../../database/dialect';
import {
  createTupleGuard,
  readPage,
  selectPage,
} from '../../../database/paging';
import { ANNOUNCEMENT_TYPE } from '../Announcements';
import { eventVisibilityCodes } from '../dispatch/NotificationEvent';
import { selectUnreadCount, whereNotSnoozed } from './unread';
import { whereStillAccessible } from './whereStillAccessible';

/** Selects notifications with `is_read` and the content of their notification events. */
function selectNotifications(knex: Knex): Knex.QueryBuilder {
  return knex('notifications')
    .innerJoin(
      'notification_events',
      'notification_events.id',
      'notifications.notification_event_id',
    )
    .innerJoin('workspaces', 'workspaces.id', 'notifications.workspace_id')
    .leftJoin(
      'unread_notifications',
      'unread_notifications.id',
      'notifications.id',
    )
    .select(
      'notifications.id',
      'notifications.workspace_id',
      'notifications.project_id',
      'notifications.visibility',
      'notifications.type',
      'notifications.severity',
      'notifications.is_archived',
      'notifications.snoozed_until',
      'notifications.count',
      'notifications.created_at',
      'notifications.updated_at',
      'notifications.sort_at',
      'workspaces.slug',
      'notification_events.title',
      'notification_events.body',
      'notification_events.target_url',
      'notification_events.meta',
      'notification_events.actor_ref',
      'notification_events.rule',
      'notification_events.reason',
      'notification_events.work_item_id',
      knex.raw('unread_notifications.id IS NULL AS is_read'),
    );
}

type NotificationRow = Notification & {
  /** The time when the user was last notified, or the end of the snooze if that is later. */
  sort_at: string;
};

function readNotification(row: any): NotificationRow {
  return {
    id: row.id,
    workspace_id: row.workspace_id,
    workspace_slug: row.slug,
    type: row.type,
    title: row.title,
    body: row.body,
    target_url: row.target_url,
    severity: notificationSeverities[row.severity],
    // Version 1.0.0 stored all recipients of an announcement in its `meta`.
    meta: row.type === ANNOUNCEMENT_TYPE ? {} : readJson<any>(row.meta),
    actor_ref: row.actor_ref,
    is_read: Boolean(row.is_read),
    is_archived: Boolean(row.is_archived),
    snoozed_until: readOptionalInstant(row.snoozed_until),
    count: row.count,
    reason: { rule: row.rule, text: row.reason },
    thread: toThreadReference(row),
    created_at: readInstant(row.created_at),
    updated_at: readInstant(row.updated_at),
    sort_at: readInstant(row.sort_at),
  };
}

/**
 * Returns the thread of a notification; null if the notification concerns no project, or the user
 * was notified without an access check.
 */
export function toThreadReference({
  project_id,
  work_item_id,
  visibility,
}: any): Notification['thread'] {
  return project_id === null || visibility === eventVisibilityCodes.recipients
    ? null
    : { project_id, work_item_id };
}

/** Converts a notification to the API's format. Omits the snooze if it has ended. */
function toNotificationResponse(
  { sort_at: _, ...row }: NotificationRow,
  now: number,
): Notification {
  const { snoozed_until } = row;
  const isSnoozed = snoozed_until !== null && Date.parse(snoozed_until) > now;
  return { ...row, snoozed_until: isSnoozed ? snoozed_until : null };
}

interface ListQuery extends UserScope {
  now: Date;
  /** For type, severity and workspace, null matches all notifications. */
  type: string | null;
  severity: number | null;
  /** The slug of a workspace. */
  workspace: string | null;
  /** The cursor: the page starts after it. */
  sort_at: Date;
  id: string;
  limit: number;
}

/** The cursor before the first page: the latest possible date and the highest id. */
const LIST_START = {
  sort_at: new Date(8.64e15),
  id: 'ffffffff-ffff-ffff-ffff-ffffffffffff',
};

/** The options that choose the list; without any, notifications neither archived nor snoozed. */
type ListKind = Pick<Query, 'archived' | 'snoozed' | 'only_unread'>;

/** Prepares the list of a kind once; the name identifies the kind. */
const prepareList = memoize((name: string, kind: ListKind) => {
  const { archived, snoozed, only_unread } = kind;
  // The table whose index has the order of the list.
  const table =
    only_unread && !archived ? 'unread_notifications' : 'notifications';
  return prepareQuery<ListQuery>(
    name,
    [
      'user_ref',
      'readable',
      'administered',
      'now',
      'type',
      'severity',
      'workspace',
      'sort_at',
      'id',
      'limit',
    ],
    (knex, { now, sort_at, id, limit, ...query }) => {
      const rows = selectNotifications(knex)
        .where(`${table}.user_ref`, query.user_ref)
        // A literal instead of a binding lets the planner choose a partial index.
        .whereRaw(`${archived ? '' : 'NOT '}${table}.is_archived`);
      const order = [`${table}.sort_at`, `${table}.id`];
      selectPage(rows, order, { after: [sort_at, id], direction: 'desc' });
      if (only_unread) {
        rows.whereNotNull('unread_notifications.id');
      }
      if (snoozed) {
        // Snoozed rows sort by the end of their snooze, so the index finds them.
        rows
          .where(`${table}.sort_at`, '>', now)
          .where(`${table}.snoozed_until`, '>', now);
      } else {
        whereNotSnoozed(rows, table, now);
      }
      whereMatches(rows, query);
      whereStillAccessible(knex, rows, query);
      // The prepared statement needs a binding, but the query builder would inline the limit.
      const { sql, bindings } = rows.toSQL();
      const page = knex.raw(`(${sql} LIMIT ?)`, [...bindings, limit]);
      return knex.raw(
        `SELECT counted.unread, page.* FROM ? AS counted LEFT JOIN ? AS page ON true
         ORDER BY page.sort_at DESC, page.id DESC`,
        [selectUnreadCount(knex, query, now), page],
      );
    },
  );
});

/**
 * Lists a page of a user's notifications, newest first, and counts all unread ones in the same
 * statement.
 */
async function listNotifications(
  knex: Knex,
  kind: ListKind,
  query: ListQuery,
): Promise<{ rows: any[]; unread_count: number }> {
  const { archived, snoozed, only_unread } = kind;
  const name = [
    'callboard',
    archived && 'archived',
    snoozed && 'snoozed',
    only_unread && 'unread',
    'notifications',
  ]
    .filter(Boolean)
    .join(' ');
  const found = await prepareList(name, kind)(knex, query);
  return {
    // The outer join returns a row without a notification if the page is empty.
    rows: found.filter(({ id }) => id !== null),
    unread_count: Number(found[0].unread ?? 0),
  };
}

/** A null filter matches all rows, so that all filters share one prepared statement. */
function whereMatches(
  rows: Knex.QueryBuilder,
  {
    type,
    severity,
    workspace,
  }: Pick<ListQuery, 'type' | 'severity' | 'workspace'>,
): void {
  const whereUnsetOr = (
    condition: string,
    value: string | number | null,
    kind = 'text',
  ) =>
    rows.whereRaw(`(CAST(? AS ${kind}) IS NULL OR ${condition})`, [
      value,
      value,
    ]);
  whereUnsetOr('notifications.type = ?', type);
  whereUnsetOr('notifications.severity = ?', severity, 'integer');
  whereUnsetOr(
    '(workspaces.slug = ? AND workspaces.deleted_at IS NULL)',
    workspace,
  );
}

type Query = QueryOf<typeof endpoints.listNotifications>;

type Position = [sort_at: string, id: string];

const isPosition = createTupleGuard<Position>('instant', 'id');

const readUnreadCount = prepareQuery<UserScope & { now: Date }>(
  'callboard unread count',
  ['user_ref', 'readable', 'administered', 'now'],
  (knex, { now, ...scope }) => selectUnreadCount(knex, scope, now),
);

/** Reads the notifications that a user can still see. */
export class NotificationReader {
  constructor(private readonly deps: { knex: Knex; clock: Clock }) {}

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
    const [{ unread }] = await readUnreadCount(knex, { ...scope, now });
    return Number(unread ?? 0);
  }

  /** @throws NotFoundError when the notification is not the user's or is not visible to them */
  async get(scope: VisibilityScope, id: string): Promise<Notification> {
    const { knex, clock } = this.deps;
    const found = selectNotifications(knex)
      .where('notifications.id', id)
      .where('notifications.user_ref', scope.user_ref);
    whereStillAccessible(knex, found, scope);
    const [row] = await found;
    if (!row) {
      throw new NotFoundError(`Notification ${id} not found`);
    }
    return toNotificationResponse(readNotification(row), clock.now());
  }
}
