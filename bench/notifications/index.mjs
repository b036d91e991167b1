/**
 * Measures what people's notifications cost the database, side by side with the
 * store of the portal's own plugin, and statements written by hand:
 * `node bench/notifications/index.mjs [notifications] [people] [recipients]`.
 */
import { dirname, join } from 'node:path';
import { loadBackend, requireOfBackend } from '../lib/backend.mjs';
import { openPostgres } from '../lib/engines.mjs';
import { line, percentile, rateLine, timed, times } from '../lib/measure.mjs';
import { writeReport } from '../lib/report.mjs';
import { loadBoth, personOf } from './data.mjs';

const [count = 1_000_000, people = 5_000, recipients = 10_000] = process.argv
  .slice(2, 5)
  .map(Number);

const { NotificationReader } = loadBackend(
  'features/notifications/reading/NotificationReader',
);
const { NotificationMarks } = loadBackend(
  'features/notifications/marks/NotificationMarks',
);
const { FanOutBench } = loadBackend(
  'features/notifications/__testUtils__/FanOutBench',
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

const engine = await openPostgres();
const { knex } = engine;
await knex.raw('CREATE DATABASE portal');
const peerKnex = requireOfBackend('knex')({
  client: 'pg',
  connection: { ...knex.client.connectionSettings, database: 'portal' },
});
const peer = await DatabaseNotificationsStore.create({
  database: { getClient: async () => peerKnex },
});

const bench = await FanOutBench.create(knex);
await loadBoth(
  { knex, peerKnex, workspace_id: bench.workspace_id },
  count,
  people,
);
await knex.raw('VACUUM (ANALYZE) notifications');
await knex.raw('VACUUM (ANALYZE) notices');
await peerKnex.raw('VACUUM (ANALYZE) notification');

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
    { workspace: { id: bench.workspace_id, slug: 'w' }, role: 'guest' },
  ]);

/** Of those who have the most, in the middle, and the least. */
const persons = [0, 10, 100, Math.floor(people / 2), people - 1].map(personOf);
const RUNS = 40;
const GUEST = 5;
const page = { limit: 20 };
const order = [{ field: 'created', order: 'desc' }];

const UNREAD =
  'SELECT count(*) FROM notifications WHERE user_ref = ? AND NOT is_read AND NOT is_archived AND visibility IN (1, 4)';
const LIST = `SELECT notifications.*, notices.title, notices.body FROM notifications
  JOIN notices ON notices.id = notice_id WHERE user_ref = ? AND NOT is_archived`;
const LATEST = 'ORDER BY sort_at DESC LIMIT 20';

const cases = {
  'first page': {
    ours: user => reader.list(sightOf(user), page),
    peer: async user => {
      await peer.getNotifications({ user, limit: 20, orderField: order });
      await peer.getStatus({ user });
    },
    hand: async user => {
      await knex.raw(`${LIST} ${LATEST}`, [user]);
      await knex.raw(UNREAD, [user]);
    },
  },
  'unread ones, first page': {
    ours: user => reader.list(sightOf(user), { ...page, only_unread: true }),
    peer: async user => {
      await peer.getNotifications({
        user,
        limit: 20,
        read: false,
        orderField: order,
      });
      await peer.getStatus({ user });
    },
    hand: async user => {
      await knex.raw(`${LIST} AND NOT is_read ${LATEST}`, [user]);
      await knex.raw(UNREAD, [user]);
    },
  },
  'unread count': {
    ours: user => reader.countUnread(sightOf(user)),
    peer: user => peer.getStatus({ user }),
    hand: user => knex.raw(UNREAD, [user]),
  },
};

const lines = [];
for (const [name, sides] of Object.entries(cases)) {
  for (const [side, run] of Object.entries(sides)) {
    const found = await times(RUNS * persons.length, n =>
      run(persons[n % persons.length]),
    );
    lines.push(
      line(
        `${name}: ${
          { ours: 'Callboard', peer: 'the portal’s store', hand: 'by hand' }[
            side
          ]
        }`,
        percentile(found, 0.5),
        undefined,
        `slow end (p95) ${percentile(found, 0.95).toFixed(2)} ms`,
      ),
    );
  }
}

const reader0 = personOf(0);
const unread = await peerKnex('notification')
  .where({ user: reader0 })
  .whereNull('read')
  .pluck('id');
const asRead = await timed(() => marks.markAllRead(sightOf(reader0), {}));
lines.push(line(`mark all ${asRead.value} as read: Callboard`, asRead.ms));
const peerRead = await timed(() =>
  peer.markRead({ ids: unread, user: reader0 }),
);
lines.push(
  line(`mark all ${unread.length} as read: the portal’s store`, peerRead.ms),
);

const audience = Array.from(
  { length: recipients },
  (_, nth) => `user:default/r${nth}`,
);
await bench.join(audience, GUEST);
const told = await timed(() => bench.tell({ to: { everyone: true } }));
lines.push(line(`telling ${recipients} people: the request`, told.ms, 50));
const handedOut = await timed(() => bench.handOut());
const reached = handedOut.value.flat().length;
lines.push(
  rateLine(
    'handing it out, people/s',
    (reached / handedOut.ms) * 1_000,
    20_000,
  ),
);
const sent = await timed(async () => {
  for (const user of audience.slice(0, 1_000)) {
    await peer.saveNotification({
      id: crypto.randomUUID(),
      user,
      created: new Date(),
      origin: 'bench',
      payload: { title: 'Told' },
    });
  }
});
lines.push(
  rateLine('the same by the portal’s store, people/s', 1_000_000 / sent.ms),
);

await writeReport({
  title: 'Notifications at size',
  intro: `Made by \`node bench/notifications/index.mjs\`: ${count.toLocaleString(
    'en',
  )} notifications of ${people.toLocaleString(
    'en',
  )} people, most of them of few. Calls of the stores, on one PostgreSQL that writes durably: the median over people who have many, some and few. A page comes with the count of unread ones, and Callboard also asks what the person may see now. Beside it the store of \`@backstage/plugin-notifications-backend\` with the same notifications, and statements by hand that ask nothing.`,
  sections: [[engine.name, lines]],
  file: new URL('RESULTS.md', import.meta.url),
});
await peerKnex.destroy();
await engine.stop();
process.exit(0);
