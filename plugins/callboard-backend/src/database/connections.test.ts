import {
  createMockDirectory,
  mockServices,
  TestDatabases,
} from '@backstage/backend-test-utils';
import createKnex, { Knex } from 'knex';
import { setImmediate as nextTurn, setTimeout as sleep } from 'timers/promises';
import { renameSync, statSync } from 'fs';
import { Socket } from 'net';
import { anotherClient, getKnexConfig } from '../__testUtils__/anotherClient';
import { databaseIds, startCallboard } from '../__testUtils__/startCallboard';
import { toDatabaseError } from '../http/translateErrors';
import { tryWithAdvisoryLock, withAdvisoryLock } from './locks';
import { limitLocks, readInSnapshot } from './transactions';
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
} from './statements';
import { applyMigrations } from './schema';
import { openReader } from './sqlite/threadedClient';
import { until } from '../__testUtils__/until';
import { checkpointOnThread } from './sqlite/checkpointOnThread';

describe('limitLocks', () => {
  const databases = TestDatabases.create({ ids: databaseIds });

  async function readLimits(knex: Knex) {
    const { rows } = await knex.raw(
      "SELECT current_setting('idle_in_transaction_session_timeout') AS idle, current_setting('lock_timeout') AS wait",
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

    it('rolls back a transaction that is idle for too long, and unblocks others @full', async () => {
      limitLocks(one, { idleMs: 300, waitMs: 60_000 });
      const error = await one
        .transaction(async tx => {
          await rename(tx, 'left behind');
          await rename(other, 'by another');
        })
        .catch(reason => reason);
      expect(toDatabaseError(error).name).toBe('ServiceUnavailableError');
      expect(await one('things').pluck('name')).toEqual(['by another']);
    });

    it('rejects a statement that waits too long for a locked row @full', async () => {
      limitLocks(other, { idleMs: 60_000, waitMs: 300 });
      await one.transaction(async tx => {
        await rename(tx, 'by the first');
        const error = await rename(other, 'by another').catch(reason => reason);
        expect(toDatabaseError(error).name).toBe('ServiceUnavailableError');
      });
      expect(await one('things').pluck('name')).toEqual(['by the first']);
    });

    it('waits for an advisory lock without a time limit @full', async () => {
      limitLocks(other, { idleMs: 60_000, waitMs: 100 });
      const done: string[] = [];
      let isLocked = false;
      const take = (connection: Knex, name: string) =>
        withAdvisoryLock(connection, 4711, async () => {
          isLocked = true;
          await sleep(500);
          done.push(name);
        });
      const first = take(one, 'first');
      await until(() => isLocked);
      await Promise.all([first, take(other, 'second')]);
      expect(done).toEqual(['first', 'second']);
    });

    it('keeps timeouts that the database operator configured', async () => {
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
        idle: '123456ms',
        wait: '7654ms',
      });
      await own.destroy();
    });

    it('limits every connection of the plugin @full', async () => {
      const callboard = await startCallboard(databases, 'POSTGRES_18');
      await Promise.all(
        [1, 2, 3].map(() =>
          callboard.knex.transaction(async tx => {
            await tx.raw('SELECT pg_sleep(0.2)');
            expect(await readLimits(tx)).toEqual({
              idle: '15s',
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

  /** A port of the system on which nothing listens. */
  const UNUSED_PORT = 1;

  describe('withStatementTimeout @full', () => {
    const prepare = async () => {
      const fixture = await createChangeFixture(databases, 'POSTGRES_18');
      applyStatementTimeouts(fixture.knex);
      return fixture;
    };

    it('cancels raw statements and queries, also in transactions', async () => {
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

    /** Times out a slow statement, and counts the logins that cancelling it takes. */
    async function countLogins(
      knex: Knex,
      run: (slow: string) => Promise<unknown>,
    ): Promise<number> {
      await knex.raw('SELECT 1');
      const { prototype } = knex.client.constructor;
      const login = jest.spyOn(prototype, 'acquireRawConnection');
      const slow = withStatementTimeout(SHORT_MS, () =>
        run('SELECT pg_sleep(60)'),
      );
      expect(isStatementTimeout(await slow.catch(error => error))).toBe(true);
      const count = login.mock.calls.length;
      login.mockRestore();
      // The connection, and so the test, would wait for the statement.
      await knex.raw('SELECT 1');
      return count;
    }

    it('cancels at the server without another session, also in transactions', async () => {
      const { knex } = await prepare();
      // Behind PgBouncer, another session cannot cancel: the process id is not the server's.
      expect(await countLogins(knex, async slow => knex.raw(slow))).toBe(0);
      expect(
        await countLogins(knex, slow => knex.transaction(tx => tx.raw(slow))),
      ).toBe(0);
    });

    it.each([
      [
        'if the configuration supplies its own stream',
        async ({ client }: Knex) => {
          client.connectionSettings.stream = () => new Socket();
        },
      ],
      [
        'if the cancel request fails',
        async ({ client }: Knex) => {
          const connection = await client.acquireConnection();
          connection.port = UNUSED_PORT;
          await client.releaseConnection(connection);
        },
      ],
    ])('cancels in another session %s', async (_, change) => {
      const { knex } = await prepare();
      await change(knex);
      expect(await countLogins(knex, async slow => knex.raw(slow))).toBe(1);
    });

    it('limits only statements inside its callback, except in withoutStatementTimeout', async () => {
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

    it('applies no timeout to changes made while reading', async () => {
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

  describe.each(databases.eachSupportedId())('lock on %s', id => {
    it('returns the result of the work, and rethrows its error', async () => {
      const knex = await databases.init(id);
      expect(await withAdvisoryLock(knex, LOCK, async () => 42)).toBe(42);
      const failing = async () => {
        throw new Error('stumbled');
      };
      await expect(withAdvisoryLock(knex, LOCK, failing)).rejects.toThrow(
        'stumbled',
      );
      await expect(tryWithAdvisoryLock(knex, LOCK, failing)).rejects.toThrow(
        'stumbled',
      );
      expect(await tryWithAdvisoryLock(knex, LOCK, async () => {})).toBe(true);
    });
  });

  describe.each(onPostgres)('lock between replicas on %s', id => {
    it('makes a second replica wait, or skip the work', async () => {
      const first = await databases.init(id);
      const second = anotherClient(first);
      const order: string[] = [];
      let waiting: Promise<void> | undefined;
      await withAdvisoryLock(first, LOCK, async () => {
        waiting = withAdvisoryLock(second, LOCK, async () => {
          order.push('second');
        });
        const work = jest.fn();
        expect(await tryWithAdvisoryLock(second, LOCK, work)).toBe(false);
        expect(work).not.toHaveBeenCalled();
        order.push('first');
      });
      await waiting;
      expect(order).toEqual(['first', 'second']);
      await second.destroy();
    });

    it('releases the lock when its holder loses the connection, and rejects for the holder @full', async () => {
      const first = await databases.init(id);
      const second = anotherClient(first);
      const isLost = tryWithAdvisoryLock(first, LOCK, async () => {
        await second.raw(
          "SELECT pg_terminate_backend(pid, 5000) FROM pg_locks WHERE locktype = 'advisory' AND objid = ?",
          [LOCK],
        );
        await withAdvisoryLock(second, LOCK, async () => {});
      });
      await expect(isLost).rejects.toThrow();
      await second.destroy();
    });

    it('runs migrations of simultaneously starting replicas one after the other @full', async () => {
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

describe('openReader on a SQLite file', () => {
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

  it('keeps the main thread responsive during a long query @full', async () => {
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

  it('returns the same results as the main client', async () => {
    await knex('notes').insert([
      { title: 'Łódź 🎭', score: 1.5, picture: Buffer.from([0, 255]) },
      { title: null, score: -1, picture: null },
    ]);
    const runQueries = (one: Knex) =>
      Promise.all([
        one('notes').where('score', '<', 2).orderBy('id'),
        one('notes').where({ title: 'Łódź 🎭' }).first('id', 'title'),
        one('notes').pluck('score'),
        one('notes').count({ count: '*' }),
        one.raw('SELECT ? AS at, ? AS yes', [new Date(5), true]),
        one('notes').where('id', 99),
      ]);
    const results = await runQueries(reader);
    expect(results).toEqual(await runQueries(knex));
    expect(results[0][0]).toMatchObject({
      title: 'Łódź 🎭',
      score: 1.5,
      picture: expect.any(Buffer),
    });
  });

  it('returns committed rows, and omits later ones in a snapshot', async () => {
    await knex('notes').insert({ title: 'first' });
    const counts = await readInSnapshot(reader, async snapshot => {
      const before = await snapshot('notes').pluck('title');
      await knex('notes').insert({ title: 'second' });
      return [before, await snapshot('notes').pluck('title')];
    });
    expect(counts).toEqual([['first'], ['first']]);
    expect(await reader('notes').pluck('title')).toEqual(['first', 'second']);
  });

  it('rejects writes', async () => {
    await expect(
      reader('notes').insert({ title: 'mine' }),
    ).rejects.toMatchObject({ code: 'SQLITE_READONLY' });
    expect(await knex('notes')).toEqual([]);
  });

  it('rejects an invalid query with the error of the driver', async () => {
    await expect(reader('nothing')).rejects.toMatchObject({
      code: 'SQLITE_ERROR',
      message: expect.stringContaining('no such table: nothing'),
    });
    expect(await reader('notes')).toEqual([]);
  });

  it('starts another thread after one has ended @full', async () => {
    const thread = await reader.client.acquireConnection();
    await reader.client.releaseConnection(thread);
    await thread.end();
    await expect(thread.run('SELECT 1', [])).rejects.toThrow('thread ended');
    expect(await reader('notes')).toEqual([]);
  });

  it('cancels a query at the statement timeout, and stays usable @full', async () => {
    for (const read of [
      () => reader.raw(countTo(10_000_000)),
      () => readInSnapshot(reader, one => one.raw(countTo(10_000_000))),
    ]) {
      const error = await withStatementTimeout(50, async () => read()).catch(
        reason => reason,
      );
      expect(isStatementTimeout(error)).toBe(true);
    }
    expect(await reader('notes')).toEqual([]);
  });
});

describe('openReader without a separate reader', () => {
  const databases = MigratedDatabases.create();

  it.each(databases.eachSupportedId())(
    'returns the client itself: %p',
    async id => {
      const knex = await databases.init(id);
      expect(await openReader(knex)).toBe(knex);
    },
  );
});

const MEGABYTE = 1_048_576;

describe('checkpointOnThread', () => {
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

  async function open(options: { intervalMs: number; restartPages?: number }) {
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

  it('runs no checkpoint during a commit of any size @full', async () => {
    await open({ intervalMs: 1_000_000 });
    await write(20);
    expect(size()).toBeLessThan(MEGABYTE);
  });

  it('runs a checkpoint shortly after a commit @full', async () => {
    await open({ intervalMs: 20 });
    await write(20);
    await until(() => size() > 20 * MEGABYTE);
    expect(logger.warn).not.toHaveBeenCalled();
  });

  it('limits the size of the write-ahead log during rapid writes @full', async () => {
    await open({ intervalMs: 5, restartPages: 1_000 });
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

  it('blocks neither readers nor writers, and preserves their data @full', async () => {
    await open({ intervalMs: 5 });
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

  it('logs one warning while checkpoints fail, and continues afterwards', async () => {
    await open({ intervalMs: 20 });
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
