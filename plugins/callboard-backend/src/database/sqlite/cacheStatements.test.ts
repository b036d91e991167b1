import createKnex, { Knex } from 'knex';
import { cacheStatements } from './cacheStatements';

describe('cacheStatements', () => {
  let knex: Knex;
  beforeEach(async () => {
    knex = createKnex({
      client: 'better-sqlite3',
      connection: ':memory:',
      useNullAsDefault: true,
    });
    await knex.schema.createTable('things', table => {
      table.integer('id').primary();
      table.text('name');
    });
    await knex('things').insert({ id: 1, name: 'one' });
  });
  afterEach(() => knex.destroy());

  /** The number of statements that the driver prepares while `work` runs. */
  async function countPrepared(work: () => Promise<unknown>): Promise<number> {
    const connection = await knex.client.acquireConnection();
    const prepare = jest.spyOn(connection, 'prepare');
    knex.client.releaseConnection(connection);
    await cacheStatements(knex);
    await work();
    return prepare.mock.calls.length;
  }

  it('prepares each statement once, inside and outside of transactions', async () => {
    const find = (db: Knex, id: number) => db('things').where({ id }).first();
    const found: unknown[] = [];
    const prepared = await countPrepared(async () => {
      found.push(await find(knex, 1), await find(knex, 2));
      await knex.transaction(async tx => {
        await tx('things').insert({ id: 2, name: 'two' });
        found.push(await find(tx, 2));
      });
    });
    expect(found).toEqual([
      { id: 1, name: 'one' },
      undefined,
      { id: 2, name: 'two' },
    ]);
    // The search, BEGIN, the insertion and COMMIT.
    expect(prepared).toBe(4);
  });

  it('returns new columns after a table is altered', async () => {
    await cacheStatements(knex);
    const all = () => knex('things').select('*');
    expect(await all()).toEqual([{ id: 1, name: 'one' }]);
    await knex.schema.alterTable('things', table => {
      table.integer('size').defaultTo(3);
    });
    expect(await all()).toEqual([{ id: 1, name: 'one', size: 3 }]);
  });

  it('prepares a second statement while the first is busy, and resets its options', async () => {
    await cacheStatements(knex);
    const connection = await knex.client.acquireConnection();
    try {
      const sql = 'select id from things';
      const busy = connection.prepare(sql);
      const rows = busy.safeIntegers(true).iterate();
      expect(rows.next().value).toEqual({ id: BigInt(1) });
      expect(connection.prepare(sql)).not.toBe(busy);
      rows.return();
      expect(connection.prepare(sql).all()).toEqual([{ id: 1 }]);
    } finally {
      await knex.client.releaseConnection(connection);
    }
  });
});
