import { dirname, join } from 'node:path';
import { loadBackend, loadFeature, requireOfBackend } from '../lib/backend.mjs';

const { NotificationReader } = loadFeature(
  'notifications/reading/NotificationReader',
);
const { NotificationStates } = loadFeature(
  'notifications/reading/NotificationStates',
);
const { VisibilityScope } = loadBackend('core/resources/VisibilityScope');
const portalPackage = dirname(
  requireOfBackend.resolve('@backstage/plugin-notifications-backend'),
);
const { DatabaseNotificationsStore } = requireOfBackend(
  join(portalPackage, 'database/DatabaseNotificationsStore.cjs.js'),
);

const limit = 20;

/** Creates the operations to compare: reading pages, counting and marking as read. */
export function createCallboardSide(knex, workspace_id) {
  const clock = { now: () => Date.now() };
  const effects = { onMarked: () => {}, scheduleSnoozeEnd: async () => {} };
  const reader = new NotificationReader({ knex, clock });
  const states = new NotificationStates({ knex, clock, ...effects });
  const workspace = { id: workspace_id, slug: 'w' };
  const roles = [{ workspace, role: 'guest' }];
  const getScope = user => new VisibilityScope(user, roles);
  return {
    list: user => reader.list(getScope(user), { limit }),
    unread: user => reader.list(getScope(user), { limit, only_unread: true }),
    count: user => reader.countUnread(getScope(user)),
    markAll: user => states.markAllRead(getScope(user), {}),
  };
}

/** Creates the same operations with the store of Backstage's own notifications plugin. */
export async function createPortalSide(knex) {
  await knex.raw('CREATE SCHEMA portal');
  const database = { getClient: async () => knex };
  const store = await DatabaseNotificationsStore.create({ database });
  const orderField = [{ field: 'created', order: 'desc' }];
  const readPage = (user, filter) => {
    const options = { user, limit, orderField, ...filter };
    // This store counts with a separate query.
    const rows = store.getNotifications(options);
    return Promise.all([rows, store.getNotificationsCount(options)]);
  };
  return {
    list: user => readPage(user),
    unread: user => readPage(user, { read: false }),
    count: user => store.getStatus({ user }),
    async markAll(user, ids) {
      await store.markRead({ ids, user });
      return ids.length;
    },
  };
}

/** SQL for whether a user has access to a row, by their role in its project. */
const whereVisible = row => {
  const [guest, member] = [0, 15].map(
    rank => `EXISTS (SELECT 1 FROM memberships m WHERE m.scope_id = ${row}.project_id
    AND m.user_ref = $1 AND m.deleted_at IS NULL AND m.rank >= ${rank})`,
  );
  const owner = `EXISTS (SELECT 1 FROM project_owners o
    WHERE o.project_id = ${row}.project_id AND o.owner_ref = $1)`;
  const open = `(SELECT p.access FROM projects p WHERE p.id = ${row}.project_id) = 'open'`;
  return `(${row}.visibility = 6 OR ${row}.workspace_id = ANY ($2::uuid[]) AND (
    ${row}.visibility IN (1, 4)
    OR ${row}.visibility = 2 AND (${open} OR ${guest} OR ${owner})
    OR ${row}.visibility = 3 AND (${member} OR ${owner})))`;
};
const whereCurrent = row => `NOT ${row}.is_archived
  AND (${row}.snoozed_until IS NULL OR ${row}.snoozed_until <= now())
  AND (${row}.visibility = 6 OR (SELECT e.work_item_id IS NULL OR EXISTS (
      SELECT 1 FROM work_items i WHERE i.id = e.work_item_id AND i.deleted_at IS NULL)
    FROM notification_events e WHERE e.id = ${row}.notification_event_id))`;

const COUNT = `SELECT coalesce(sum(entry.size), 0)::int AS unread FROM (
    SELECT workspace_id, project_id, visibility, count(*) AS size FROM unread_notifications entry
    WHERE user_ref = $1 AND ${whereCurrent('entry')} GROUP BY 1, 2, 3
  ) entry WHERE ${whereVisible('entry')}`;

const buildPageSql = (row, from, isRead) => `
  SELECT page.*, counted.unread FROM (${COUNT}) counted LEFT JOIN (
    SELECT own.id, own.workspace_id, own.type, own.severity, own.is_archived, own.snoozed_until,
      own.count, own.created_at, own.updated_at, own.sort_at, w.slug, n.title, n.body, n.target_url,
      n.meta, n.actor_ref, n.rule, n.reason, ${isRead} AS is_read
    FROM ${from} JOIN notification_events n ON n.id = own.notification_event_id JOIN workspaces w ON w.id = own.workspace_id
    WHERE ${row}.user_ref = $1 AND ${whereCurrent(row)} AND ${whereVisible(row)}
    ORDER BY ${row}.sort_at DESC, ${row}.id DESC LIMIT ${limit + 1}
  ) page ON true`;

const ALL =
  'notifications own LEFT JOIN unread_notifications u ON u.id = own.id';
const UNREAD =
  'unread_notifications entry JOIN notifications own ON own.id = entry.id';
const STATEMENTS = {
  list: buildPageSql('own', ALL, 'u.id IS NULL'),
  unread: buildPageSql('entry', UNREAD, 'false'),
  count: COUNT,
  markAll: `DELETE FROM unread_notifications WHERE id IN (
    SELECT entry.id FROM unread_notifications entry
    WHERE entry.user_ref = $1 AND ${whereCurrent('entry')}
      AND ${whereVisible('entry')})`,
};

/** Creates the same operations as hand-written prepared statements with the same access rules. */
export async function createSqlSide(knex, workspace_id) {
  const client = await knex.client.acquireConnection();
  const side = { release: () => knex.client.releaseConnection(client) };
  for (const [name, text] of Object.entries(STATEMENTS)) {
    const statement = { name: `by hand: ${name}`, text };
    side[name] = async user => {
      const values = [user, [workspace_id]];
      return (await client.query({ ...statement, values })).rowCount;
    };
  }
  return side;
}
