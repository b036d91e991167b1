import { dirname, join } from 'node:path';
import { loadBackend, requireOfBackend } from '../lib/backend.mjs';

const { NotificationReader } = loadBackend(
  'features/notifications/reading/NotificationReader',
);
const { NotificationMarks } = loadBackend(
  'features/notifications/marks/NotificationMarks',
);
const { Sight } = loadBackend('core/things/Sight');
const { DatabaseNotificationsStore } = requireOfBackend(
  join(
    dirname(
      requireOfBackend.resolve('@backstage/plugin-notifications-backend'),
    ),
    'database/DatabaseNotificationsStore.cjs.js',
  ),
);

const LIMIT = 20;
const ORDER = [{ field: 'created', order: 'desc' }];

/** The store of the portal's own plugin, in another database. */
export async function openPeer(peerKnex) {
  return DatabaseNotificationsStore.create({
    database: { getClient: async () => peerKnex },
  });
}

/** The reads and writes of Callboard, by user. */
export function callboardSide(knex, workspace_id) {
  const clock = { now: () => Date.now() };
  const reader = new NotificationReader({ knex, clock });
  const marks = new NotificationMarks({
    knex,
    clock,
    onMarked: () => {},
    wakeAt: async () => {},
  });
  const sightOf = user =>
    new Sight(user, [
      { workspace: { id: workspace_id, slug: 'w' }, role: 'guest' },
    ]);
  return {
    list: user => reader.list(sightOf(user), { limit: LIMIT }),
    unread: user =>
      reader.list(sightOf(user), { limit: LIMIT, only_unread: true }),
    count: user => reader.countUnread(sightOf(user)),
    markAll: user => marks.markAllRead(sightOf(user), {}),
  };
}

/** The same of the portal's store: a page comes with a count there, too. */
export function portalSide(store) {
  const page = (user, more) => ({
    user,
    limit: LIMIT,
    orderField: ORDER,
    ...more,
  });
  const withCount = options =>
    Promise.all([
      store.getNotifications(options),
      store.getNotificationsCount(options),
    ]);
  return {
    list: user => withCount(page(user)),
    unread: user => withCount(page(user, { read: false })),
    count: user => store.getStatus({ user }),
  };
}
