import { Knex } from 'knex';
import { settleDatabase } from '../../../__testUtils__/settleDatabase';
import { MigratedDatabases } from '../../../__testUtils__/MigratedDatabases';
import { Sight } from '../../../core/things/Sight';
import { insertMany } from '../../../database/bulk';
import { isPostgres } from '../../../database/dialect';
import { newId } from '../../../database/ids';
import { FanOutBench } from '../__testUtils__/FanOutBench';
import { NotificationMarks } from '../marks/NotificationMarks';
import { ANNOUNCEMENT_TYPE } from '../announcements/announcementType';
import { AnnouncementStore } from '../announcements/AnnouncementStore';
import { NotificationReader } from './NotificationReader';

jest.setTimeout(120_000);

const databases = MigratedDatabases.create();

const people = Array.from({ length: 40 }, (_, nth) => `user:default/p${nth}`);
const NOTICES = 500;
const now = Date.now();
const clock = { now: () => now };

/** Everybody has every notice: most read, some archived, few snoozed. */
async function tellEverybody({ knex, workspace_id }: FanOutBench) {
  const columns = { workspace_id, visibility: 1, type: 'tests.told' };
  const notices = Array.from({ length: NOTICES }, (_, nth) => ({
    id: newId(now - 1_000 * (NOTICES - nth)),
    ...columns,
    type: nth === 0 ? ANNOUNCEMENT_TYPE : columns.type,
    title: `Notice ${nth}`,
    severity: 1,
    meta: {},
    rule: 'test',
    reason: 'A test tells it.',
    is_mention: false,
    is_mandatory: false,
    is_for_admins: false,
    audience: {},
    created_at: new Date(now - 1_000 * (NOTICES - nth)),
  }));
  const copies = notices.flatMap(({ id: notice_id, created_at, type }, nth) =>
    people.map(user_ref => ({
      id: newId(created_at.getTime()),
      user_ref,
      notice_id,
      ...columns,
      type,
      is_archived: nth % 7 === 3,
      snoozed_until: nth % 50 === 5 ? new Date(now + 60_000) : null,
      sort_at: nth % 50 === 5 ? new Date(now + 60_000) : created_at,
      count: 1,
      severity: 1,
      created_at,
      updated_at: created_at,
    })),
  );
  const unread = copies
    .filter((_, nth) => Math.floor(nth / people.length) % 10 === 5)
    .map(({ severity: _, created_at: __, updated_at: ___, ...row }) => row);
  await insertMany(knex, 'notices', notices);
  await insertMany(knex, 'notifications', copies);
  await insertMany(knex, 'unread_notifications', unread);
  await settleDatabase(knex);
}

/** How the statements are answered that something asks for, whatever the values. */
async function plansOf(knex: Knex, run: () => Promise<unknown>) {
  const asked: Array<{ sql: string; bindings?: unknown[] }> = [];
  const remember = (query: any) => asked.push(query);
  knex.on('query', remember);
  await run();
  knex.off('query', remember);
  const plans: string[] = [];
  for (const { sql, bindings = [] } of asked) {
    if (/select/i.test(sql)) {
      plans.push(await explain(knex, sql, bindings));
    }
  }
  return plans.join('\n');
}

async function explain(knex: Knex, sql: string, bindings: unknown[]) {
  if (!isPostgres(knex)) {
    const steps = await knex.raw(
      `EXPLAIN QUERY PLAN ${sql}`,
      bindings as Knex.RawBinding[],
    );
    return steps.map(({ detail }: { detail: string }) => detail).join('\n');
  }
  const client = await knex.client.acquireConnection();
  const { rows } = await client.query(`EXPLAIN (GENERIC_PLAN) ${sql}`);
  await knex.client.releaseConnection(client);
  return rows.map((row: object) => Object.values(row)[0]).join('\n');
}

describe.each(databases.eachSupportedId())('notifications on %s', id => {
  let bench: FanOutBench;
  let sight: Sight;

  beforeAll(async () => {
    bench = await FanOutBench.create(await databases.init(id));
    sight = new Sight(people[7], [
      { workspace: { id: bench.workspace_id, slug: 'w' }, role: 'guest' },
    ] as any);
    await tellEverybody(bench);
  });

  afterAll(async () => {
    await bench.knex.destroy();
  });

  /** Finds a person's, and gives them in the order that is asked for. */
  const inOrderOf = (index: string) =>
    new RegExp(
      `Index (Only )?Scan Backward using ${index} on|INDEX ${index} \\(user_ref=\\? AND .*\\(sort_at,id\\)<`,
    );

  it.each([
    ['notifications_list_idx', {}],
    ['notifications_list_idx', { snoozed: true }],
    ['notifications_archived_idx', { archived: true }],
    ['unread_notifications_list_idx', { only_unread: true }],
  ])('are listed in the order of %s for %j', async (index, query) => {
    const reader = new NotificationReader({ knex: bench.knex, clock });
    const plan = await plansOf(bench.knex, () =>
      reader.list(sight, { limit: 20, ...query }),
    );
    expect(plan).toMatch(inOrderOf(index));
    const { items, unread_count } = await reader.list(sight, {
      limit: 20,
      ...query,
    });
    expect(items.length).toBeGreaterThan(5);
    expect(unread_count).toBeGreaterThan(9);
  });

  it('are counted without reading them', async () => {
    const reader = new NotificationReader({ knex: bench.knex, clock });
    expect(await plansOf(bench.knex, () => reader.countUnread(sight))).toMatch(
      /(Index Only Scan using|COVERING INDEX) unread_notifications_list_idx/,
    );
  });

  it('are counted for announcements by those who have not read them', async () => {
    const { knex, workspace_id } = bench;
    const [notice_id] = await knex('notices')
      .where({ type: ANNOUNCEMENT_TYPE })
      .pluck('id');
    await new AnnouncementStore().insert(knex, notice_id, workspace_id);
    const plan = await plansOf(knex, () =>
      new AnnouncementStore().find(knex, workspace_id, notice_id),
    );
    expect(plan).toContain('unread_notifications_announced_idx');
  });

  it('are found by the person who marks them all as read', async () => {
    const marks = new NotificationMarks({
      knex: bench.knex,
      clock,
      onMarked: () => {},
      wakeAt: async () => {},
    });
    const plan = await plansOf(bench.knex, () => marks.markAllRead(sight, {}));
    expect(plan).toContain('unread_notifications_list_idx');
  });
});
