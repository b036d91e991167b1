import { readFile } from 'fs/promises';
import { Knex } from 'knex';
import { connect } from 'net';
import { MigratedDatabases } from '../../__testUtils__/MigratedDatabases';
import {
  createChangeFixture,
  jane,
  ledger,
  renameNote,
} from '../../__testUtils__/changeFixture';
import { isPostgres } from '../../database/isPostgres';

/** Nothing listens on the TCPMUX port. */
const connectToClosedPort = () =>
  new Promise<void>((resolve, reject) => {
    connect(1, '127.0.0.1').on('connect', resolve).on('error', reject);
  });

/** Makes a statement of the transaction exceed its timeout. */
async function takeTooLong(tx: Knex.Transaction) {
  await tx.raw('SET LOCAL statement_timeout = 10');
  await tx.raw('SELECT pg_sleep(5)');
}

/** An error of another database, with the same code as ours. */
const failLikeOtherDatabase = (code: string) => async () => {
  throw Object.assign(new Error('another database'), { code });
};

const failuresOnBoth: Array<
  [string, (tx: Knex.Transaction) => Promise<unknown>]
> = [
  ['misses a file', () => readFile('/no/such/file')],
  ['cannot connect to a server', connectToClosedPort],
  ['has another database that shuts down', failLikeOtherDatabase('57P01')],
  ['has another database that is busy', failLikeOtherDatabase('SQLITE_BUSY')],
  ['makes a statement that fails', tx => tx('no_such_table').select()],
];

const failuresOnPostgres: typeof failuresOnBoth = [
  ['runs into a statement timeout', takeTooLong],
  ['ignores a failed statement', tx => tx('no_such_table').catch(() => {})],
];

describe('errors of transactional subscribers', () => {
  const databases = MigratedDatabases.create();

  describe.each(databases.eachSupportedId())('on %p', databaseId => {
    it.each(
      databaseId === 'SQLITE_3'
        ? failuresOnBoth
        : [...failuresOnBoth, ...failuresOnPostgres],
    )(
      'records a failure of only the subscriber that %s @full-postgres',
      async (_, fail) => {
        const fixture = await createChangeFixture(databases, databaseId);
        await fixture.changes.run(jane, change => renameNote(change, 'a', 'b'));
        fixture.subscribers.transactional.push(
          {
            name: 'careless',
            handle: async (_changes, tx) => void (await fail(tx)),
          },
          ledger,
        );
        await fixture.relay.drain();
        expect(await fixture.knex('test_ledger')).toHaveLength(1);
        expect(fixture.delivered()).toEqual([['a → b']]);
        expect(await fixture.knex('outbox_dispatches')).toMatchObject([
          { subscriber: 'careless', first_failed_at: expect.anything() },
        ]);
      },
    );

    it('records no failure when the error closes the database connection', async () => {
      const fixture = await createChangeFixture(databases, databaseId);
      await fixture.changes.run(jane, change => renameNote(change, 'a', 'b'));
      let broken = true;
      fixture.subscribers.transactional.push(ledger, {
        name: 'unlucky',
        async handle(_changes, tx) {
          if (!broken) return;
          // Simulates a server that shuts down, or a full disk.
          await (isPostgres(tx)
            ? tx.raw('SELECT pg_terminate_backend(pg_backend_pid())')
            : tx.raw('ROLLBACK'));
          throw new Error('unlucky');
        },
      });
      // The type does not matter: errors of native modules belong to another realm than Jest's.
      await expect(fixture.relay.drain()).rejects.toBeDefined();
      expect(await fixture.knex('outbox')).toMatchObject([{ stage: 'new' }]);
      expect(await fixture.knex('outbox_dispatches')).toEqual([]);

      broken = false;
      await fixture.relay.drain();
      expect(await fixture.knex('test_ledger')).toHaveLength(1);
      expect(await fixture.knex('outbox')).toEqual([]);
    });
  });
});
