import { TestDatabases } from '@backstage/backend-test-utils';
import { Knex } from 'knex';
import { databaseIds } from '../__testUtils__/databases';
import { createId } from './ids';
import { Table } from './Table';

interface Bird {
  id: string;
  name: string;
  nest: string | null;
  is_shy: boolean;
  size: 'small' | 'large';
  eggs: number;
  songs: string[] | null;
  hatched_at: string | null;
}

const sizes = ['small', 'large'] as const;

const birds = new Table<Bird>(
  'test_birds',
  {
    id: 'text',
    name: 'text',
    nest: 'joined',
    is_shy: 'boolean',
    size: {
      read: rank => sizes[rank],
      write: size => sizes.indexOf(size),
    },
    eggs: 'number',
    songs: 'json',
    hatched_at: 'instant',
  },
  ({ name }) => ({ sort_name: name.toUpperCase() }),
);

const NOW = Date.parse('2026-03-01T10:00:00.000Z');

const newBird = (fields: Partial<Bird> = {}): Bird => ({
  id: createId(NOW),
  name: 'Robin',
  nest: null,
  is_shy: false,
  size: 'large',
  eggs: 3_000_000_000,
  songs: ['"a"', 'b, c'],
  hatched_at: '2026-02-28T23:59:59.999Z',
  ...fields,
});

const without = ({ nest: _, ...bird }: Bird) => bird;

const databases = TestDatabases.create({ ids: databaseIds });

describe.each(databases.eachSupportedId())('Table, on %p', databaseId => {
  let knex: Knex;

  beforeEach(async () => {
    knex = await databases.init(databaseId);
    await knex.schema.dropTableIfExists('test_birds');
    await knex.schema.createTable('test_birds', table => {
      table.uuid('id').primary();
      table.string('name').notNullable();
      table.string('sort_name').notNullable();
      table.string('colour').nullable();
      table.boolean('is_shy').notNullable();
      table.smallint('size').notNullable();
      table.bigInteger('eggs').notNullable();
      table.json('songs').nullable();
      table.timestamp('hatched_at', { useTz: true }).nullable();
      table.timestamp('deleted_at', { useTz: true }).nullable();
    });
  });

  const read = async (id: string) => {
    const bird = await birds.find(knex, { id });
    return bird && without(bird);
  };

  it('reads fields as they were inserted and updated, nulls included', async () => {
    const [robin, wren] = [newBird(), newBird({ songs: null })];
    await birds.insert(knex, [robin, wren], { colour: 'red' });
    expect(await read(robin.id)).toEqual(without(robin));
    expect(await read(wren.id)).toEqual(without(wren));

    const shy = { is_shy: true, hatched_at: null };
    const changed = newBird({ ...shy, id: robin.id, songs: ['d'], eggs: 0 });
    await birds.update(knex, changed);
    expect(await read(robin.id)).toEqual(without(changed));
    const others = [changed, wren].map(bird => ({
      ...bird,
      size: 'small' as const,
      songs: ['e'],
    }));
    await birds.updateMany(knex, others);
    expect(await read(robin.id)).toEqual(without(others[0]));
    expect(await read(wren.id)).toEqual(without(others[1]));
  });

  it('stores derived columns with each change of a row', async () => {
    const bird = newBird();
    await birds.insert(knex, [bird]);
    await birds.update(knex, { ...bird, name: 'Wren' });
    const [stored] = await knex('test_birds').select('sort_name');
    expect(stored.sort_name).toBe('WREN');
  });

  it('writes only the given fields', async () => {
    const bird = newBird();
    await birds.insert(knex, [bird]);
    await birds.update(knex, { ...bird, name: 'Wren', eggs: 1 }, ['eggs']);
    expect(await read(bird.id)).toEqual({ ...without(bird), eggs: 1 });
    await birds.updateMany(
      knex,
      [{ ...bird, name: 'Wren', eggs: 2 }],
      ['eggs'],
    );
    expect(await read(bird.id)).toEqual({ ...without(bird), eggs: 2 });
  });

  it('finds and locks no deleted row', async () => {
    const bird = newBird();
    await birds.insert(knex, [bird]);
    const { id } = bird;
    await knex.transaction(async tx => {
      expect(await birds.lock(tx, { id })).toMatchObject({ id });
      await birds.softDelete(tx, [id], NOW, { colour: 'grey' });
      expect(await birds.lock(tx, { id })).toBeUndefined();
    });
    expect(await birds.find(knex, { name: bird.name })).toBeUndefined();
    expect(await knex('test_birds').first('colour')).toEqual({
      colour: 'grey',
    });
  });

  it('saves created, changed and deleted rows', async () => {
    const [created, before, deleted] = [newBird(), newBird(), newBird()];
    await birds.insert(knex, [before, deleted]);
    const after = { ...before, name: 'Wren' };
    const pairs = [
      { before: null, after: created },
      { before, after },
      { before: deleted, after: null },
    ];
    await birds.save(knex, pairs, NOW);
    expect(await read(created.id)).toEqual(without(created));
    expect(await read(before.id)).toEqual(without(after));
    expect(await read(deleted.id)).toBeUndefined();
  });
});
