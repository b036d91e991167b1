import { TestDatabaseId } from '@backstage/backend-test-utils';
import { Knex } from 'knex';
import { MigratedDatabases } from '../__testUtils__/MigratedDatabases';
import { addRows } from '../features/activity/__testUtils__/activityRows';
import { listActivity } from '../features/activity/listActivity';
import {
  ensureActivityMonths,
  ensureMonthsAhead,
  MONTHS_AHEAD,
} from './activityMonths';

const databases = MigratedDatabases.create();

const workspace_id = '00000000-0000-7000-8000-000000000001';

async function migrated(id: TestDatabaseId): Promise<Knex> {
  const knex = await databases.init(id);
  return knex;
}

/** The months that exist, oldest first. */
async function listMonths(knex: Knex): Promise<string[]> {
  const { rows } = await knex.raw(
    "SELECT inhrelid::regclass::text AS name FROM pg_inherits WHERE inhparent = 'activity'::regclass ORDER BY 1",
  );
  return rows.map((row: { name: string }) => row.name);
}

/** The partition names of `count` consecutive months, from the month that contains `from`. */
function monthNames(from: number, count: number): string[] {
  const first = new Date(from);
  return Array.from({ length: count }, (_, n) =>
    new Date(Date.UTC(first.getUTCFullYear(), first.getUTCMonth() + n))
      .toISOString()
      .slice(0, 7)
      .replace('-', '_'),
  ).map(month => `activity_${month}`);
}

const onPostgres = databases
  .eachSupportedId()
  .filter(([id]) => id !== 'SQLITE_3');

describe.each(onPostgres)('monthly activity partitions on %s', id => {
  it('creates the current and the next three months during migration', async () => {
    const knex = await migrated(id);
    const expected = monthNames(Date.now(), MONTHS_AHEAD + 1);
    expect(await listMonths(knex)).toEqual(expected);
    await ensureMonthsAhead(knex, Date.now());
    expect(await listMonths(knex)).toEqual(expected);
  });

  it('creates the next three months across the end of a year', async () => {
    const knex = await migrated(id);
    const november = Date.UTC(2040, 10, 30, 23, 59);
    await ensureMonthsAhead(knex, november);
    expect(await listMonths(knex)).toEqual(
      expect.arrayContaining([
        'activity_2040_11',
        'activity_2040_12',
        'activity_2041_01',
        'activity_2041_02',
      ]),
    );
    expect(await listMonths(knex)).not.toContain('activity_2041_03');
  });

  it('creates the missing months of a past range when some of them already exist', async () => {
    const knex = await migrated(id);
    await ensureActivityMonths(
      knex,
      Date.UTC(2024, 2, 15),
      Date.UTC(2024, 2, 15),
    );
    await ensureActivityMonths(
      knex,
      Date.UTC(2023, 11, 31, 23, 59, 59, 999),
      Date.UTC(2024, 4, 1),
    );
    const months = (await listMonths(knex)).filter(
      name => name < 'activity_2025',
    );
    expect(months).toEqual(monthNames(Date.UTC(2023, 11), 6));
  });

  it('creates each month once when several replicas run simultaneously', async () => {
    const knex = await migrated(id);
    const [from, to] = [Date.UTC(2022, 0), Date.UTC(2022, 11, 31)];
    await Promise.all(
      Array.from({ length: 5 }, () => ensureActivityMonths(knex, from, to)),
    );
    const months = (await listMonths(knex)).filter(
      name => name < 'activity_2023',
    );
    expect(months).toEqual(monthNames(from, 12));
  });

  it('creates every index of the activity table in each month', async () => {
    const knex = await migrated(id);
    await ensureActivityMonths(knex, Date.UTC(2021, 0), Date.UTC(2021, 1));
    const { rows } = await knex.raw(
      "SELECT tablename, indexdef FROM pg_indexes WHERE tablename LIKE 'activity%' AND tablename <> 'activity_client_events'",
    );
    const getIndexes = (table: string): string[] =>
      rows
        .filter((row: { tablename: string }) => row.tablename === table)
        .map((row: { indexdef: string }) =>
          row.indexdef.replace(/INDEX \S+ ON (ONLY )?\S+/, 'INDEX'),
        )
        .sort();
    const expected = getIndexes('activity');
    expect(expected).toHaveLength(13);
    for (const month of await listMonths(knex)) {
      expect([month, getIndexes(month)]).toEqual([month, expected]);
    }
  });

  it('stores only the rows of its month in a partition', async () => {
    const knex = await migrated(id);
    const edges = [
      Date.UTC(2025, 2, 1) - 1,
      Date.UTC(2025, 2, 1),
      Date.UTC(2025, 3, 1) - 1,
      Date.UTC(2025, 3, 1),
    ];
    const rows = await addRows(
      knex,
      workspace_id,
      edges.map(created_at => ({ created_at })),
    );
    const inMonth = await knex('activity_2025_03').orderBy('id').pluck('id');
    expect(inMonth).toEqual([rows[1].id, rows[2].id]);
  });

  it('rejects a row whose month is missing', async () => {
    const knex = await migrated(id);
    const [row] = await addRows(knex, workspace_id, [{}]);
    const stored = await knex('activity').where({ id: row.id }).first();
    await expect(
      knex('activity').insert({
        ...stored,
        changes: '[]',
        id: '00000000-0000-7000-8000-000000000000',
      }),
    ).rejects.toThrow(/no partition/);
  });

  it('returns entries newest first without sorting @full', async () => {
    const knex = await migrated(id);
    await addRows(
      knex,
      workspace_id,
      Array.from({ length: 300 }, (_, day) => ({
        created_at: Date.UTC(2025, 0, 1 + day),
      })),
    );
    const queries: Array<{ sql: string; bindings: unknown[] }> = [];
    knex.on('query', query => queries.push(query));
    await listActivity(
      knex,
      {
        scope: { kind: 'workspace', workspace_id },
        filter: {},
        zone: 'UTC',
      },
      { limit: 10 },
    );
    const [{ sql, bindings }] = queries;
    const client = await knex.client.acquireConnection();
    await client.query('SET enable_sort = off');
    const { rows } = await client.query(`EXPLAIN ${sql}`, bindings);
    await client.query('RESET enable_sort');
    await knex.client.releaseConnection(client);
    const plan = rows.map((row: object) => Object.values(row)[0]).join('\n');
    expect(plan).not.toMatch(/Sort|Merge Append/);
    expect(plan).toMatch(/Append/);
  });
});

describe.each(databases.eachSupportedId())('one year of activity on %s', id => {
  it('returns stored entries newest first across months @full-postgres', async () => {
    const knex = await migrated(id);
    const days = Array.from({ length: 366 }, (_, day) =>
      Date.UTC(2024, 0, 1 + day, 12),
    );
    await addRows(
      knex,
      workspace_id,
      days.map(created_at => ({ created_at })),
    );
    const rows = await listActivity(
      knex,
      { scope: { kind: 'all' }, filter: {}, zone: 'UTC' },
      { limit: 400 },
    );
    expect(rows.map(row => Date.parse(row.created_at))).toEqual(
      [...days].reverse(),
    );
  });
});
