import { MigratedDatabases } from '../../__testUtils__/MigratedDatabases';
import {
  createChangeFixture,
  jane,
  renameNote,
  formatRenaming,
  silentLogger,
  ChangeFixture,
} from '../../__testUtils__/changeFixture';
import { Relay } from './Relay';

const TEN_MINUTES_MS = 10 * 60_000;

describe('failed dispatches', () => {
  const databases = MigratedDatabases.create();

  describe.each(databases.eachSupportedId())('on %p', databaseId => {
    /** One change that a subscriber named `mail` fails on. */
    async function createFixtureWithFailure(
      error: unknown,
    ): Promise<ChangeFixture> {
      const fixture = await createChangeFixture(databases, databaseId);
      await fixture.changes.run(jane, change => renameNote(change, 'a', 'b'));
      fixture.subscribers.external.push({
        name: 'mail',
        async handle() {
          throw error;
        },
      });
      await fixture.relay.drain();
      return fixture;
    }

    /** The relay of a later replica without that subscriber, and the warnings that it logs. */
    function createReplicaWithoutSubscriber({
      knex,
      subscribers,
    }: ChangeFixture) {
      const warnings: string[] = [];
      const [listener] = subscribers.external;
      const relay = new Relay({
        knex,
        clock: { now: () => Date.now() + TEN_MINUTES_MS },
        logger: { ...silentLogger, warn: text => warnings.push(text) },
        subscribers: { transactional: [], external: [listener] },
      });
      return { relay, warnings };
    }

    it('keeps a failed dispatch until a replica with the subscriber runs; other replicas log one warning @full-postgres', async () => {
      const fixture = await createFixtureWithFailure(new Error('not now'));
      const { relay, warnings } = createReplicaWithoutSubscriber(fixture);
      await relay.drain();
      await relay.drain();
      expect(await fixture.knex('outbox_dispatches')).toMatchObject([
        { subscriber: 'mail', attempts: 1, last_error: 'Error: not now' },
      ]);
      expect(warnings).toEqual([
        'Changes are waiting for the subscriber mail, which this replica does not have. If no replica has it, delete the subscriber',
      ]);

      const got: string[] = [];
      fixture.subscribers.external[1] = {
        name: 'mail',
        handle: async changes => {
          got.push(...changes.map(formatRenaming));
        },
      };
      fixture.advanceClock(TEN_MINUTES_MS);
      await fixture.relay.drain();
      expect(got).toEqual(['a → b']);
      expect(await fixture.knex('outbox')).toEqual([]);
    });

    const unprintableError = {
      toString() {
        throw new Error('no words');
      },
    };

    it.each([
      [
        'is truncated within a surrogate pair',
        `${'x'.repeat(1_999)}😀`,
        'x'.repeat(1_999),
      ],
      ['contains a lone surrogate', 'a\ud83db', 'a\ufffdb'],
      ['contains a null character', 'a\u0000b', 'ab'],
      ['cannot be read', unprintableError, 'An error without a message'],
    ])(
      'stores the failed dispatch when its error text %s @full-postgres',
      async (_, error, text) => {
        const { knex } = await createFixtureWithFailure(error);
        const [{ last_error }] = await knex('outbox_dispatches');
        expect(last_error).toBe(text);
      },
    );
  });
});
