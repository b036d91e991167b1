import { MigratedDatabases } from '../../__testUtils__/MigratedDatabases';
import {
  assembleChangeFixture,
  createChangeFixture,
  jane,
  ledger,
  renameNote,
  formatRenaming,
  silentLogger,
  ChangeFixture,
} from '../../__testUtils__/changeFixture';
import * as outbox from '../outbox';
import { Relay } from './Relay';

jest.mock('../outbox', () => ({
  __esModule: true,
  ...jest.requireActual('../outbox'),
}));

const MINUTE = 60_000;

describe('subscriber known only to new replicas in a rolling deployment', () => {
  const databases = MigratedDatabases.create();

  describe.each(databases.eachSupportedId())('on %p', databaseId => {
    let oldReplica: ChangeFixture;
    let newReplica: ChangeFixture;
    let got: string[];

    beforeEach(async () => {
      got = [];
      oldReplica = await createChangeFixture(databases, databaseId);
      newReplica = assembleChangeFixture(oldReplica.knex);
      newReplica.subscribers.external.push({
        name: 'mail',
        handle: async changes => {
          got.push(...changes.map(formatRenaming));
        },
      });
    });

    const rename = (from: string, to: string) =>
      oldReplica.changes.run(jane, change => renameNote(change, from, to));

    it('receives changes that an old replica relayed, in order', async () => {
      await newReplica.relay.drain();
      await rename('a', 'b');
      await rename('b', 'c');
      await oldReplica.relay.drain();
      await rename('c', 'd');
      await newReplica.relay.drain();
      await newReplica.relay.drain();
      expect(got).toEqual(['a → b', 'b → c', 'c → d']);
      expect(
        [...oldReplica.delivered(), ...newReplica.delivered()].flat(),
      ).toEqual(got);
      expect(await newReplica.knex('outbox')).toEqual([]);
    });

    it('receives each change exactly once, even after an old replica failed halfway', async () => {
      newReplica.subscribers.transactional.push(ledger);
      await newReplica.relay.drain();
      await rename('a', 'b');
      // The old replica dies after the transactional stage: its external subscriber fails, and so
      // does the transaction that would store this failure.
      const [listener] = oldReplica.subscribers.external;
      oldReplica.subscribers.external[0] = {
        ...listener,
        handle: () => oldReplica.knex('no_such_table'),
      };
      const dying = jest
        .spyOn(outbox, 'removeDoneEntries')
        .mockRejectedValueOnce(new Error('died'));
      await expect(oldReplica.relay.drain()).rejects.toThrow('died');
      dying.mockRestore();
      expect(await newReplica.knex('outbox')).toMatchObject([
        { stage: 'applied' },
      ]);
      await newReplica.relay.drain();
      expect(await newReplica.knex('test_ledger').pluck('renaming')).toEqual([
        'a → b',
      ]);
      expect(got).toEqual(['a → b']);
      expect(await newReplica.knex('outbox')).toEqual([]);
    });

    it('skips changes that were relayed before it was registered', async () => {
      await rename('a', 'b');
      await oldReplica.relay.drain();
      await newReplica.relay.drain();
      expect(got).toEqual([]);
    });

    it('logs one warning on old replicas while changes wait for it @full-postgres', async () => {
      await newReplica.relay.drain();
      const warnings: string[] = [];
      let now = Date.now();
      const relay = new Relay({
        knex: oldReplica.knex,
        clock: { now: () => now },
        logger: { ...silentLogger, warn: text => warnings.push(text) },
        subscribers: oldReplica.subscribers,
      });
      await rename('a', 'b');
      await relay.drain();
      now += 2 * MINUTE;
      await relay.drain();
      expect(warnings).toEqual([
        'Changes are waiting for the subscriber mail, which this replica does not have. If no replica has it, delete the subscriber',
      ]);
    });
  });
});
