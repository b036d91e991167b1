import { createMockDirectory } from '@backstage/backend-test-utils';
import createKnex, { Knex } from 'knex';
import { MigratedDatabases } from '../__testUtils__/MigratedDatabases';
import { inSnapshot } from './inSnapshot';
import { readerBeside } from './readerBeside';
import { isStatementTimeout, withStatementTimeout } from './statementTimeout';

/** Keeps a processor busy for a good while. */
const countTo = (most: number) =>
  `WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < ${most}) SELECT count(*) AS times FROM n`;

describe('reading beside everything else', () => {
  const directory = createMockDirectory();
  let knex: Knex;
  let reader: Knex;

  beforeEach(async () => {
    directory.clear();
    knex = createKnex({
      client: 'better-sqlite3',
      connection: { filename: directory.resolve('notes.sqlite') },
      useNullAsDefault: true,
    });
    await knex.schema.createTable('notes', table => {
      table.increments();
      table.text('title');
      table.float('score');
      table.binary('picture');
    });
    reader = await readerBeside(knex);
  });

  afterEach(() => Promise.all([knex.destroy(), reader.destroy()]));

  it('holds up nobody in this thread, on SQLite', async () => {
    let turns = 0;
    let goesOn = true;
    const takeTurns = () => {
      turns += 1;
      if (goesOn) setImmediate(takeTurns);
    };
    takeTurns();
    const rows = await reader.raw(countTo(3_000_000));
    goesOn = false;
    expect(rows).toEqual([{ times: 3_000_000 }]);
    expect(turns).toBeGreaterThan(1_000);
  });

  it('answers what the client itself would', async () => {
    await knex('notes').insert([
      { title: 'Łódź 🎭', score: 1.5, picture: Buffer.from([0, 255]) },
      { title: null, score: -1, picture: null },
    ]);
    const ask = (one: Knex) =>
      Promise.all([
        one('notes').where('score', '<', 2).orderBy('id'),
        one('notes').where({ title: 'Łódź 🎭' }).first('id', 'title'),
        one('notes').pluck('score'),
        one('notes').count({ count: '*' }),
        one.raw('SELECT ? AS at, ? AS yes', [new Date(5), true]),
        one('notes').where('id', 99),
      ]);
    const answers = await ask(reader);
    expect(answers).toEqual(await ask(knex));
    expect(answers[0][0]).toMatchObject({
      title: 'Łódź 🎭',
      score: 1.5,
      picture: expect.any(Buffer),
    });
  });

  it('sees what is committed, and in a snapshot nothing that comes later', async () => {
    await knex('notes').insert({ title: 'first' });
    const counts = await inSnapshot(reader, async snapshot => {
      const before = await snapshot('notes').pluck('title');
      await knex('notes').insert({ title: 'second' });
      return [before, await snapshot('notes').pluck('title')];
    });
    expect(counts).toEqual([['first'], ['first']]);
    expect(await reader('notes').pluck('title')).toEqual(['first', 'second']);
  });

  it('writes nothing', async () => {
    await expect(
      reader('notes').insert({ title: 'mine' }),
    ).rejects.toMatchObject({ code: 'SQLITE_READONLY' });
    expect(await knex('notes')).toEqual([]);
  });

  it('says what is wrong as the driver does', async () => {
    await expect(reader('nothing')).rejects.toMatchObject({
      code: 'SQLITE_ERROR',
      message: expect.stringContaining('no such table: nothing'),
    });
    expect(await reader('notes')).toEqual([]);
  });

  it('goes on with another thread when one has died', async () => {
    const thread = await reader.client.acquireConnection();
    await reader.client.releaseConnection(thread);
    await thread.end();
    await expect(thread.run('SELECT 1', [])).rejects.toThrow('thread ended');
    expect(await reader('notes')).toEqual([]);
  });

  it('is given up after as long as statements may take, and goes on', async () => {
    for (const read of [
      () => reader.raw(countTo(10_000_000)),
      () => inSnapshot(reader, one => one.raw(countTo(10_000_000))),
    ]) {
      const error = await withStatementTimeout(50, async () => read()).catch(
        reason => reason,
      );
      expect(isStatementTimeout(error)).toBe(true);
    }
    expect(await reader('notes')).toEqual([]);
  });
});

describe('a database that needs no reading beside', () => {
  const databases = MigratedDatabases.create();

  it.each(databases.eachSupportedId())(
    'is read by its own client: %p',
    async id => {
      const knex = await databases.init(id);
      expect(await readerBeside(knex)).toBe(knex);
    },
  );
});
