import { TestDatabases } from '@backstage/backend-test-utils';
import { databaseIds } from '../__testUtils__/databases';
import {
  insertMany,
  insertReturning,
  insertTogether,
  rowsGiven,
  updateMany,
} from './bulk';

const databases = TestDatabases.create({ ids: databaseIds });

describe.each(databases.eachSupportedId())('many rows, on %p', databaseId => {
  it.each([
    ['few', 2],
    ['very many', 5_001],
  ])('of several tables come together, %s', async (_, count) => {
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
    expect(await knex('test_birds').where({ nest_id: 0 }).pluck('id')).toEqual([
      count - 1,
    ]);
    expect(await knex('test_nests').pluck('id')).toHaveLength(count);
    expect(await knex('test_cats')).toEqual([]);
    await insertTogether(knex, []);
  });

  it.each([
    ['few', 3],
    ['very many', 5_001],
  ])('say what became of them, %s', async (_, count) => {
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
      Array.from({ length: count }, (_each, id) => (id === 2 ? 'bob' : 'ann')),
    );
    const nothing = { table: 'test_hats', rows: [] };
    expect(await insertReturning(knex, nothing, 'RETURNING id')).toEqual([]);
  });

  it('are joined with values that are given', async () => {
    const knex = await databases.init(databaseId);
    const given = [
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
        rowsGiven(knex, 'asked', given, ['name', 'note']),
        'asked.name',
        'test_names.name',
      )
      .select('asked.place', 'asked.note')
      .orderBy('asked.place');
    expect(
      found.map(({ place, note }) => ({ place: Number(place), note })),
    ).toEqual([
      { place: 0, note: "it's «ü» ?" },
      { place: 2, note: 'again' },
    ]);
  });

  it('are inserted and overwritten, each cell as what it is', async () => {
    const knex = await databases.init(databaseId);
    await knex.schema.createTable('test_things', table => {
      table.uuid('id').primary();
      table.text('name');
      table.boolean('is_good');
      table.double('weight');
      table.timestamp('made_at', { useTz: true, precision: 3 });
      table.text('kept');
    });
    const idOf = (number: number) =>
      `01900000-0000-7000-8000-${String(number).padStart(12, '0')}`;
    const things = Array.from({ length: 5_001 }, (_, index) => ({
      id: idOf(index),
      name: `n${index}`,
      is_good: true,
      weight: 0.5,
      made_at: new Date(0),
      kept: 'k',
    }));
    await insertMany(knex, 'test_things', things);
    const made_at = new Date(Date.UTC(2026, 0, 31, 1, 2, 3, 4));
    await updateMany(
      knex,
      'test_things',
      things.slice(1).map(({ id }) => ({
        id,
        name: "it's «ü»",
        is_good: false,
        weight: null,
        made_at,
      })),
    );
    await updateMany(knex, 'test_things', []);

    const count = async (where: object) => {
      const [row] = await knex('test_things').where(where).count({ n: '*' });
      return Number(row.n);
    };
    expect(await count({ name: 'n0', is_good: true, weight: 0.5 })).toBe(1);
    expect(
      await count({
        name: "it's «ü»",
        is_good: false,
        weight: null,
        made_at,
        kept: 'k',
      }),
    ).toBe(5_000);
  });
});
