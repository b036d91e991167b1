import { Knex } from 'knex';
import { UserScope } from '../../../core/resources/VisibilityScope';
import { prepareQuery } from '../../../database/prepareQuery';
import { selectNotifications } from './selectNotifications';
import { selectUnreadCount, whereAwake } from './unread';
import { whereStillAccessible } from './whereStillAccessible';

/** The query of a page of notifications. */
export interface ListQuery extends UserScope {
  now: Date;
  /** Null matches all types; the following fields likewise. */
  type: string | null;
  severity: number | null;
  /** A slug. */
  workspace: string | null;
  /** The cursor: the page starts after it. */
  sort_at: Date;
  id: string;
  limit: number;
}

/** The cursor before the first page. */
export const LIST_START = {
  sort_at: new Date(8.64e15),
  id: 'ffffffff-ffff-ffff-ffff-ffffffffffff',
};

/** The list; by default, notifications that are neither archived nor snoozed. */
interface List {
  archived?: boolean;
  snoozed?: boolean;
  only_unread?: boolean;
}

const prepared = new Map<string, ReturnType<typeof prepare>>();

/**
 * Lists a page of a user's notifications, newest first, and counts the unread ones in the same
 * statement.
 */
export async function listNotifications(
  knex: Knex,
  { archived, snoozed, only_unread }: List,
  query: ListQuery,
): Promise<{ rows: any[]; unread_count: number }> {
  const name = [
    'callboard',
    archived && 'archived',
    snoozed && 'snoozed',
    only_unread && 'unread',
    'notifications',
  ]
    .filter(Boolean)
    .join(' ');
  const list =
    prepared.get(name) ?? prepare(name, { archived, snoozed, only_unread });
  prepared.set(name, list);
  const found = await list(knex, query);
  return {
    // The outer join returns a row without a notification if the page is empty.
    rows: found.filter(({ id }) => id !== null),
    unread_count: Number(found[0].unread ?? 0),
  };
}

function prepare(name: string, { archived, snoozed, only_unread }: List) {
  // The table with an index in the order of the list.
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
        // Not bindings: they decide which index is used.
        .whereRaw(`${archived ? '' : 'NOT '}${table}.is_archived`)
        .whereRaw(`(${table}.sort_at, ${table}.id) < (?, ?)`, [sort_at, id])
        .orderBy([
          { column: `${table}.sort_at`, order: 'desc' },
          { column: `${table}.id`, order: 'desc' },
        ]);
      if (only_unread) {
        rows.whereNotNull('unread_notifications.id');
      }
      if (snoozed) {
        // Snoozed rows sort by the end of their snooze, so the index finds them.
        rows
          .where(`${table}.sort_at`, '>', now)
          .where(`${table}.snoozed_until`, '>', now);
      } else {
        whereAwake(rows, table, now);
      }
      whereMatches(rows, query);
      whereStillAccessible(knex, rows, query);
      // As a binding: the builder would inline the number.
      const { sql, bindings } = rows.toSQL();
      const page = knex.raw(`(${sql} LIMIT ?)`, [...bindings, limit]);
      return knex.raw(
        `SELECT counted.unread, page.* FROM ? AS counted LEFT JOIN ? AS page ON true
         ORDER BY page.sort_at DESC, page.id DESC`,
        [selectUnreadCount(knex, query, now), page],
      );
    },
  );
}

/** Handles null values in the same SQL text, so that it is planned once. */
function whereMatches(
  rows: Knex.QueryBuilder,
  {
    type,
    severity,
    workspace,
  }: Pick<ListQuery, 'type' | 'severity' | 'workspace'>,
): void {
  const isAny = (kind: 'text' | 'integer') => `CAST(? AS ${kind}) IS NULL`;
  rows
    .whereRaw(`(${isAny('text')} OR notifications.type = ?)`, [type, type])
    .whereRaw(`(${isAny('integer')} OR notifications.severity = ?)`, [
      severity,
      severity,
    ])
    .whereRaw(
      `(${isAny(
        'text',
      )} OR (workspaces.slug = ? AND workspaces.deleted_at IS NULL))`,
      [workspace, workspace],
    );
}
