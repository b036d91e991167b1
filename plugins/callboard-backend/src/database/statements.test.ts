import { TestDatabases } from '@backstage/backend-test-utils';
import fc from 'fast-check';
import { Knex } from 'knex';
import { databaseIds } from '../__testUtils__/databases';
import {
  insertMany,
  insertReturning,
  insertTogether,
  inListSql,
  buildValuesTable,
  updateMany,
} from './bulk';
import { MigratedDatabases } from '../__testUtils__/MigratedDatabases';
import { isPostgres } from './isPostgres';
import { prepareQuery } from './statements';
import { selectSumsByEach } from './sql/aggregates';
import { addRows } from '../features/activity/__testUtils__/activityRows';
import { countAll } from '../features/activity/__testUtils__/countAll';
import { applyMigrations } from './schema';
import { createId } from './ids';
import { refreshStatistics } from './sqlite/refreshStatistics';
import { numRuns } from '../__testUtils__/random';

describe('bulk statements', () => {
  const databases = TestDatabases.create({ ids: databaseIds });

  describe.each(databases.eachSupportedId())('many rows, on %p', databaseId => {
    it.each([
      ['few', 2],
      ['thousands of', 5_001],
    ])(
      'inserts %s rows into each of several tables @full-postgres',
      async (_, count) => {
        const knex = await databases.init(databaseId);
        await knex.schema.createTable('test_nests', table => {
          table.integer('id').primary();
        });
        await knex.schema.createTable('test_birds', table => {
          table.integer('id').primary();
          table.integer('nest_id').references('test_nests.id').notNullable();
        });
        await knex.schema.createTable('test_cats', table => {
          table.integer('id').primary();
        });
        const ids = Array.from({ length: count }, (_each, id) => ({ id }));

        await insertTogether(knex, [
          { table: 'test_nests', rows: ids },
          { table: 'test_cats', rows: [] },
          {
            table: 'test_birds',
            rows: ids.map(({ id }) => ({ id, nest_id: count - 1 - id })),
          },
        ]);
        expect(
          await knex('test_birds').where({ nest_id: 0 }).pluck('id'),
        ).toEqual([count - 1]);
        expect(await knex('test_nests').pluck('id')).toHaveLength(count);
        expect(await knex('test_cats')).toEqual([]);
        await insertTogether(knex, []);
      },
    );

    it.each([
      ['few', 3],
      ['thousands of', 5_001],
    ])(
      'returns the stored values of %s upserted rows @full',
      async (_, count) => {
        const knex = await databases.init(databaseId);
        await knex.schema.createTable('test_hats', table => {
          table.integer('id').primary();
          table.text('owner').notNullable();
        });
        const hats = (owner: string) =>
          Array.from({ length: count }, (_each, id) => ({ id, owner }));
        const keep = `ON CONFLICT (id) DO UPDATE
      SET owner = CASE WHEN test_hats.id = ? THEN excluded.owner ELSE test_hats.owner END
      RETURNING owner`;
        const insert = (owner: string) =>
          insertReturning<{ owner: string }>(
            knex,
            { table: 'test_hats', rows: hats(owner) },
            keep,
            [2],
          );
        const owners = (rows: Array<{ owner: string }>) =>
          rows.map(({ owner }) => owner);
        expect(owners(await insert('ann'))).toEqual(Array(count).fill('ann'));
        expect(owners(await insert('bob'))).toEqual(
          Array.from({ length: count }, (_each, id) =>
            id === 2 ? 'bob' : 'ann',
          ),
        );
        const nothing = { table: 'test_hats', rows: [] };
        expect(await insertReturning(knex, nothing, 'RETURNING id')).toEqual(
          [],
        );
      },
    );

    it('joins a table with given values, in their order', async () => {
      const knex = await databases.init(databaseId);
      const rows = [
        { name: 'b', note: "it's «ü» ?" },
        { name: 'a', note: '' },
        { name: 'b', note: 'again' },
      ];
      await knex.schema.createTable('test_names', table => {
        table.text('name').primary();
      });
      await knex('test_names').insert([{ name: 'b' }, { name: 'c' }]);
      const found = await knex('test_names')
        .join(
          buildValuesTable(knex, 'requested', rows, ['name', 'note']),
          'requested.name',
          'test_names.name',
        )
        .select('requested.position', 'requested.note')
        .orderBy('requested.position');
      expect(
        found.map(({ position, note }) => ({
          position: Number(position),
          note,
        })),
      ).toEqual([
        { position: 0, note: "it's «ü» ?" },
        { position: 2, note: 'again' },
      ]);
    });

    it('inserts and updates many rows with values of each column type @full', async () => {
      const knex = await databases.init(databaseId);
      await knex.schema.createTable('test_cells', table => {
        table.uuid('id').primary();
        table.text('name');
        table.boolean('is_good');
        table.double('weight');
        table.timestamp('made_at', { useTz: true, precision: 3 });
        table.text('unchanged');
      });
      const toId = (number: number) =>
        `01900000-0000-7000-8000-${String(number).padStart(12, '0')}`;
      const rows = Array.from({ length: 5_001 }, (_, index) => ({
        id: toId(index),
        name: `n${index}`,
        is_good: true,
        weight: 0.5,
        made_at: new Date(0),
        unchanged: 'k',
      }));
      await insertMany(knex, 'test_cells', rows);
      const made_at = new Date(Date.UTC(2026, 0, 31, 1, 2, 3, 4));
      await updateMany(
        knex,
        'test_cells',
        rows.slice(1).map(({ id }) => ({
          id,
          name: "it's «ü»",
          is_good: false,
          weight: null,
          made_at,
        })),
      );
      await updateMany(knex, 'test_cells', []);

      const count = async (where: object) => {
        const [row] = await knex('test_cells').where(where).count({ n: '*' });
        return Number(row.n);
      };
      expect(await count({ name: 'n0', is_good: true, weight: 0.5 })).toBe(1);
      expect(
        await count({
          name: "it's «ü»",
          is_good: false,
          weight: null,
          made_at,
          unchanged: 'k',
        }),
      ).toBe(5_000);
    });
  });
});

describe('prepareQuery', () => {
  const databases = MigratedDatabases.create();

  interface RecordedStatement {
    refs: readonly string[];
    before: Date;
    limit: number;
  }

  /** The number of times that the text of the query was built. */
  let builds = 0;

  const named = prepareQuery<RecordedStatement>(
    'callboard test',
    ['refs', 'before', 'limit'],
    (knex, { refs, before, limit }) => {
      builds += 1;
      const { sql, bindings } = knex('people')
        .select('user_ref')
        .whereRaw(...inListSql(knex, 'user_ref', refs, 'text'))
        .where('updated_at', '<', before)
        .orderBy('user_ref')
        .toSQL();
      return knex.raw(`${sql} LIMIT ?`, [...bindings, limit]);
    },
  );

  describe.each(databases.eachSupportedId())('prepared query on %s', id => {
    it('returns rows for the values of each call, and prepares once on PostgreSQL', async () => {
      const knex = await databases.init(id);
      const people = ['ann', 'ben', 'cat'].map(name => `user:default/${name}`);
      await knex('people').insert(
        people.map((user_ref, nth) => ({
          user_ref,
          display_name: user_ref,
          search_text: user_ref,
          is_in_catalog: true,
          updated_at: new Date(1_000 * nth),
        })),
      );
      builds = 0;
      const runQuery = async (refs: string[], before: number, limit: number) =>
        (await named(knex, { refs, before: new Date(before), limit })).map(
          ({ user_ref }) => user_ref,
        );

      expect(await runQuery(people, 9_000, 9)).toEqual(people);
      expect(await runQuery(people.slice(1), 9_000, 9)).toEqual(
        people.slice(1),
      );
      expect(await runQuery(people, 1_500, 9)).toEqual(people.slice(0, 2));
      expect(await runQuery(people, 9_000, 1)).toEqual(people.slice(0, 1));
      expect(await runQuery([], 9_000, 9)).toEqual([]);

      const plans = isPostgres(knex)
        ? await knex('pg_prepared_statements').where({ name: 'callboard test' })
        : [];
      expect([builds, plans.length]).toEqual(
        isPostgres(knex) ? [1, 1] : [5, 0],
      );
      // In a transaction, too.
      expect(
        await knex.transaction(tx =>
          named(tx, { refs: people, before: new Date(9_000), limit: 1 }),
        ),
      ).toEqual([{ user_ref: people[0] }]);
      await knex.destroy();
    });
  });
});

describe('selectSumsByEach', () => {
  const databases = MigratedDatabases.create();

  const row = fc.record({
    who: fc.constantFrom('ann', 'ben', 'constructor'),
    team: fc.constantFrom('red', 'blue', null),
    is_late: fc.boolean(),
    minutes: fc.integer({ min: 1, max: 1440 }),
  });

  type Row = typeof row extends fc.Arbitrary<infer T> ? T : never;

  const axes = ['who', 'team', 'is_late'] as const;

  describe.each(databases.eachSupportedId())('sums by column on %s', id => {
    let knex: Knex;

    beforeAll(async () => {
      knex = await databases.init(id);
      await knex.schema.createTable('efforts', table => {
        table.string('who');
        table.string('team').nullable();
        table.boolean('is_late');
        table.integer('minutes');
      });
    });

    const formatKey = (value: string | boolean | null) => {
      if (typeof value !== 'boolean') {
        return value;
      }
      return id.startsWith('POSTGRES') ? String(value) : String(Number(value));
    };
    /** The sums of rows by every value of an axis. */
    const summed = (rows: Row[], axis: (typeof axes)[number]) => {
      const sums = new Map<string | null, number>();
      for (const each of rows) {
        const key = formatKey(each[axis]);
        sums.set(key, (sums.get(key) ?? 0) + each.minutes);
      }
      return sums;
    };

    it('returns the sums of the rows for any requested columns', async () => {
      await fc.assert(
        fc.asyncProperty(
          fc.array(row, { maxLength: 12 }),
          fc.subarray([...axes], { minLength: 1 }),
          async (rows, recorded) => {
            await knex('efforts').delete();
            if (rows.length > 0) {
              await knex('efforts').insert(rows);
            }
            const found: any[] = await selectSumsByEach(
              knex,
              () => knex('efforts').where('minutes', '>', 0),
              recorded.map(axis => [axis, `efforts.${axis}`]),
              'efforts.minutes',
            );
            for (const axis of recorded) {
              const sums = found.filter(each => each.axis === axis);
              expect(
                new Map(sums.map(({ key, total }) => [key, Number(total)])),
              ).toEqual(summed(rows, axis));
              expect(sums).toHaveLength(summed(rows, axis).size);
            }
          },
        ),
        { numRuns: numRuns(60) },
      );
    });
  });
});

describe('refreshStatistics', () => {
  const databases = TestDatabases.create({
    ids: databaseIds.filter(id => id.startsWith('SQLITE')),
  });

  describe.each(databases.eachSupportedId())('statistics of %s', id => {
    it('records the selectivity of each index, and analyzes an unchanged index once @full', async () => {
      const knex = await databases.init(id);
      await applyMigrations(knex);
      const rows = Array.from({ length: 2_000 }, (_, n) => ({
        user_id: `user:default/person-${n % 500}`,
      }));
      await addRows(knex, createId(Date.now()), rows);
      await countAll(knex);

      const statements: string[] = [];
      const note = ({ sql }: { sql: string }) => statements.push(sql);
      knex.on('query', note);
      await refreshStatistics(knex);
      knex.off('query', note);
      expect(statements).toContain('ANALYZE `activity_user_idx`');
      expect(statements).not.toContain('ANALYZE `activity`');

      const found: Array<{ name: string; stat: string }> = await knex(
        'sqlite_stat1',
      )
        .select({ name: 'idx' }, 'stat')
        .whereNotNull('idx');
      const names = found.map(({ name }) => name);
      expect(new Set(names).size).toBe(names.length);
      const rowsOfOne = Object.fromEntries(
        found.map(({ name, stat }) => [name, Number(stat.split(' ')[1])]),
      );
      expect(rowsOfOne.activity_user_idx).toBe(4);
      expect(rowsOfOne.activity_workspace_idx).toBe(2_000);
      expect(names).toContain('activity_person_days');

      const again: string[] = [];
      knex.on('query', ({ sql }) => again.push(sql));
      await refreshStatistics(knex);
      expect(again).not.toContain('ANALYZE `activity_user_idx`');
    });

    it('enables index look-ups in a small table', async () => {
      const knex = await databases.init(id);
      await knex.schema.createTable('small', table =>
        table.string('id').primary(),
      );
      await knex.schema.createTable('large', table => table.string('small_id'));
      await knex('small').insert({ id: '1' });
      await knex.raw('CREATE INDEX large_idx ON large (small_id)');
      await knex.raw(
        `WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 5000)
       INSERT INTO large SELECT i FROM n`,
      );
      await refreshStatistics(knex);
      const plan: Array<{ detail: string }> = await knex.raw(
        'EXPLAIN QUERY PLAN SELECT * FROM large LEFT JOIN small ON small.id = large.small_id',
      );
      expect(plan.map(({ detail }) => detail).join()).toContain('SEARCH small');
    });
  });
});
