import {
  createMockDirectory,
  mockServices,
  TestDatabases,
} from '@backstage/backend-test-utils';
import createKnex, { Knex } from 'knex';
import { setImmediate as nextTurn, setTimeout as sleep } from 'timers/promises';
import { renameSync, statSync } from 'fs';
import { anotherClient, getKnexConfig } from '../__testUtils__/anotherClient';
import { databaseIds, startCallboard } from '../__testUtils__/startCallboard';
import { databaseError } from '../http/databaseErrors';
import { unlessLocked, whileLocked } from './advisoryLock';
import { limitLocks } from './limitLocks';
import { MigratedDatabases } from '../__testUtils__/MigratedDatabases';
import {
  createChangeFixture,
  jane,
  renameNote,
} from '../__testUtils__/changeFixture';
import {
  applyStatementTimeouts,
  isStatementTimeout,
  withoutStatementTimeout,
  withStatementTimeout,
} from './statementTimeout';
import { applyMigrations } from './applyMigrations';
import { inSnapshot } from './inSnapshot';
import { openReader } from './openReader';
import { until } from '../__testUtils__/until';
import { checkpointOnThread } from './checkpointOnThread';

describe('limit locks', () => {
  const databases = TestDatabases.create({ ids: databaseIds });

  async function readLimits(knex: Knex) {
    const { rows } = await knex.raw(
      "SELECT current_setting('idle_in_transaction_session_timeout') AS silence, current_setting('lock_timeout') AS wait",
    );
    return rows[0];
  }

  describe('with PostgreSQL', () => {
    let knex: Knex;
    let one: Knex;
    let other: Knex;

    beforeAll(async () => {
      knex = await databases.init('POSTGRES_18');
      await knex.schema.createTable('things', table => {
        table.integer('id').primary();
        table.string('name');
      });
    });

    beforeEach(async () => {
      await knex('things').delete();
      await knex('things').insert({ id: 1, name: 'as it was' });
      [one, other] = [anotherClient(knex), anotherClient(knex)];
    });

    afterEach(() => Promise.all([one.destroy(), other.destroy()]));

    const rename = (connection: Knex, name: string) =>
      connection('things').where({ id: 1 }).update({ name });

    it('a transaction that is silent for long is undone, others go on @full', async () => {
      limitLocks(one, { silence: 300, wait: 60_000 });
      const error = await one
        .transaction(async tx => {
          await rename(tx, 'left behind');
          await rename(other, 'by another');
        })
        .catch(reason => reason);
      expect(databaseError(error).name).toBe('ServiceUnavailableError');
      expect(await one('things').pluck('name')).toEqual(['by another']);
    });

    it('nobody waits long for what another has locked @full', async () => {
      limitLocks(other, { silence: 60_000, wait: 300 });
      await one.transaction(async tx => {
        await rename(tx, 'by the first');
        const error = await rename(other, 'by another').catch(reason => reason);
        expect(databaseError(error).name).toBe('ServiceUnavailableError');
      });
      expect(await one('things').pluck('name')).toEqual(['by the first']);
    });

    it('a replica waits for its turn at what one has to do, however long @full', async () => {
      limitLocks(other, { silence: 60_000, wait: 100 });
      const done: string[] = [];
      let isLocked = false;
      const take = (connection: Knex, name: string) =>
        whileLocked(connection, 4711, async () => {
          isLocked = true;
          await sleep(500);
          done.push(name);
        });
      const first = take(one, 'first');
      await until(() => isLocked);
      await Promise.all([first, take(other, 'second')]);
      expect(done).toEqual(['first', 'second']);
    });

    it('the limits of who runs the database hold instead', async () => {
      const config = getKnexConfig(knex);
      const own = createKnex({
        ...config,
        connection: {
          ...(config.connection as Knex.PgConnectionConfig),
          idle_in_transaction_session_timeout: 123_456,
          lock_timeout: 7_654,
        } as Knex.PgConnectionConfig,
      });
      limitLocks(own);
      expect(await readLimits(own)).toEqual({
        silence: '123456ms',
        wait: '7654ms',
      });
      await own.destroy();
    });

    it('every connection of the plugin has limits @full', async () => {
      const callboard = await startCallboard(databases, 'POSTGRES_18');
      await Promise.all(
        [1, 2, 3].map(() =>
          callboard.knex.transaction(async tx => {
            await tx.raw('SELECT pg_sleep(0.2)');
            expect(await readLimits(tx)).toEqual({
              silence: '15s',
              wait: '10s',
            });
          }),
        ),
      );
      await callboard.stop();
    });
  });
});

describe('statement timeout', () => {
  const databases = MigratedDatabases.create(['POSTGRES_18']);

  const SHORT_MS = 50;
  const SLEEP = 'SELECT pg_sleep(0.5)';

  describe('a statement timeout @full', () => {
    const prepare = async () => {
      const fixture = await createChangeFixture(databases, 'POSTGRES_18');
      applyStatementTimeouts(fixture.knex);
      return fixture;
    };

    it('cancels statements and queries, also in transactions', async () => {
      const { knex } = await prepare();
      for (const work of [
        () => knex.raw(SLEEP),
        () => knex.select(knex.raw('pg_sleep(0.5)')),
        () => knex.transaction(tx => tx.raw(SLEEP)),
      ]) {
        const error = await withStatementTimeout(SHORT_MS, async () =>
          work(),
        ).catch(reason => reason);
        expect(isStatementTimeout(error)).toBe(true);
      }
      // The next user of the connection finds the usual settings.
      const { rows } = await knex.raw('SELECT 1 AS one');
      expect(rows).toEqual([{ one: 1 }]);
    });

    it('is nothing to those who did not ask for it', async () => {
      const { knex } = await prepare();
      const [bounded, free, inner] = await Promise.allSettled([
        withStatementTimeout(SHORT_MS, async () => knex.raw(SLEEP)),
        knex.raw(SLEEP),
        withStatementTimeout(SHORT_MS, () =>
          withoutStatementTimeout(async () => knex.raw(SLEEP)),
        ),
      ]);
      expect(bounded.status).toBe('rejected');
      expect([free.status, inner.status]).toEqual(['fulfilled', 'fulfilled']);
    });

    it('leaves changes alone that reading brings with it', async () => {
      const { changes } = await prepare();
      const renamed = withStatementTimeout(SHORT_MS, () =>
        changes.run(jane, async change => {
          await change.tx.raw(SLEEP);
          await renameNote(change, 'a', 'b');
          return 'renamed';
        }),
      );
      expect(await renamed).toBe('renamed');
    });
  });
});

describe('advisory lock', () => {
  const LOCK = 4_711;

  const databases = TestDatabases.create({ ids: databaseIds });
  const onPostgres = databases
    .eachSupportedId()
    .filter(([id]) => id !== 'SQLITE_3');

  describe.each(databases.eachSupportedId())('a lock on %s', id => {
    it('passes on what the work returns, and what it throws', async () => {
      const knex = await databases.init(id);
      expect(await whileLocked(knex, LOCK, async () => 42)).toBe(42);
      const failing = async () => {
        throw new Error('stumbled');
      };
      await expect(whileLocked(knex, LOCK, failing)).rejects.toThrow(
        'stumbled',
      );
      await expect(unlessLocked(knex, LOCK, failing)).rejects.toThrow(
        'stumbled',
      );
      expect(await unlessLocked(knex, LOCK, async () => {})).toBe(true);
    });
  });

  describe.each(onPostgres)('a lock between replicas on %s', id => {
    it('makes the second wait, or go without', async () => {
      const first = await databases.init(id);
      const second = anotherClient(first);
      const order: string[] = [];
      let waiting: Promise<void> | undefined;
      await whileLocked(first, LOCK, async () => {
        waiting = whileLocked(second, LOCK, async () => {
          order.push('second');
        });
        const work = jest.fn();
        expect(await unlessLocked(second, LOCK, work)).toBe(false);
        expect(work).not.toHaveBeenCalled();
        order.push('first');
      });
      await waiting;
      expect(order).toEqual(['first', 'second']);
      await second.destroy();
    });

    it('is free once the connection of its holder is gone, which the holder hears of @full', async () => {
      const first = await databases.init(id);
      const second = anotherClient(first);
      const isLost = unlessLocked(first, LOCK, async () => {
        await second.raw(
          "SELECT pg_terminate_backend(pid, 5000) FROM pg_locks WHERE locktype = 'advisory' AND objid = ?",
          [LOCK],
        );
        await whileLocked(second, LOCK, async () => {});
      });
      await expect(isLost).rejects.toThrow();
      await second.destroy();
    });

    it('lets replicas that start at the same moment migrate one after the other @full', async () => {
      const first = await databases.init(id);
      const second = anotherClient(first);
      await Promise.all([applyMigrations(first), applyMigrations(second)]);
      expect(await second('outbox')).toEqual([]);
      await second.destroy();
    });
  });
});

/** Keeps a processor busy for a while. */
const countTo = (limit: number) =>
  `WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < ${limit}) SELECT count(*) AS times FROM n`;

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
    reader = await openReader(knex);
  });

  afterEach(() => Promise.all([knex.destroy(), reader.destroy()]));

  it('holds up nobody in this thread, on SQLite @full', async () => {
    let yields = 0;
    let goesOn = true;
    const yieldOnce = () => {
      yields += 1;
      if (goesOn) setImmediate(yieldOnce);
    };
    yieldOnce();
    const rows = await reader.raw(countTo(3_000_000));
    goesOn = false;
    expect(rows).toEqual([{ times: 3_000_000 }]);
    expect(yields).toBeGreaterThan(1_000);
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

  it('goes on with another thread when one has died @full', async () => {
    const thread = await reader.client.acquireConnection();
    await reader.client.releaseConnection(thread);
    await thread.end();
    await expect(thread.run('SELECT 1', [])).rejects.toThrow('thread ended');
    expect(await reader('notes')).toEqual([]);
  });

  it('is given up after as long as statements may take, and goes on @full', async () => {
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
      expect(await openReader(knex)).toBe(knex);
    },
  );
});

const MEGABYTE = 1_048_576;

describe('checkpoints beside everything else', () => {
  const directory = createMockDirectory();
  const logger = mockServices.logger.mock();
  let filename: string;
  let knex: Knex;
  let reader: Knex;
  let end: () => Promise<void>;

  const size = () => statSync(filename).size;
  const write = (megabytes: number) =>
    knex.raw(
      `WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < ${megabytes})
       INSERT INTO files (content) SELECT randomblob(${MEGABYTE}) FROM n`,
    );

  async function open(options: { every: number; manyPages?: number }) {
    directory.clear();
    directory.addContent({ data: {} });
    filename = directory.resolve('data/files.sqlite');
    knex = createKnex({
      client: 'better-sqlite3',
      connection: { filename },
      useNullAsDefault: true,
    });
    await knex.schema.createTable('files', table => {
      table.binary('content');
    });
    reader = await openReader(knex);
    end = await checkpointOnThread(knex, logger, options);
  }

  afterEach(async () => {
    jest.clearAllMocks();
    await end();
    await Promise.all([knex.destroy(), reader.destroy()]);
  });

  it('are not made by who commits, however much that is @full', async () => {
    await open({ every: 1_000_000 });
    await write(20);
    expect(size()).toBeLessThan(MEGABYTE);
  });

  it('come by themselves soon after @full', async () => {
    await open({ every: 20 });
    await write(20);
    await until(() => size() > 20 * MEGABYTE);
    expect(logger.warn).not.toHaveBeenCalled();
  });

  it('keep the log short while changes follow each other closely @full', async () => {
    await open({ every: 5, manyPages: 1_000 });
    const log = () => statSync(`${filename}-wal`).size / MEGABYTE;
    let written = 0;
    // The thread's schedule depends on the machine.
    while (written < 50 || (written < 300 && log() > written / 2)) {
      await write(1);
      written += 1;
      await nextTurn();
    }
    expect(log()).toBeLessThanOrEqual(written / 2);
  });

  it('hold up neither who reads nor who writes, and take nothing from them @full', async () => {
    await open({ every: 5 });
    await reader.transaction(async snapshot => {
      await snapshot('files').count();
      for (let round = 1; round <= 10; round += 1) {
        await write(1);
        expect(await knex('files').count({ count: '*' })).toEqual([
          { count: round },
        ]);
      }
      expect(await snapshot('files')).toEqual([]);
    });
    await until(() => size() > 10 * MEGABYTE);
  });

  it('are told of once while they fail, and go on afterwards', async () => {
    await open({ every: 20 });
    renameSync(directory.resolve('data'), directory.resolve('elsewhere'));
    await until(() => logger.warn.mock.calls.length > 0);
    await sleep(200);
    renameSync(directory.resolve('elsewhere'), directory.resolve('data'));
    await write(5);
    await until(() => size() > 5 * MEGABYTE);
    expect(logger.warn).toHaveBeenCalledTimes(1);
    expect(logger.warn).toHaveBeenCalledWith(
      expect.stringMatching(/fail/),
      expect.objectContaining({ message: expect.stringMatching(/directory/) }),
    );
  });
});
