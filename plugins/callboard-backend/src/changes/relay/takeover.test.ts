import { TestDatabaseId } from '@backstage/backend-test-utils';
import { Knex } from 'knex';
import { anotherClient } from '../../__testUtils__/anotherClient';
import { untilBlocked } from '../../__testUtils__/untilBlocked';
import { MigratedDatabases } from '../../__testUtils__/MigratedDatabases';
import {
  assembleChangeFixture,
  createChangeFixture,
  jane,
  renameNote,
  ChangeFixture,
} from '../../__testUtils__/changeFixture';
import { TransactionalSubscriber } from '../Subscriber';

const CHANGES = 20;

/** Takes the relay's lock from its holder, like a broken connection. */
async function breakLock(knex: Knex): Promise<void> {
  await knex.raw(
    "SELECT pg_terminate_backend(pid, 5000) FROM pg_locks WHERE locktype = 'advisory' AND granted AND database = (SELECT oid FROM pg_database WHERE datname = current_database())",
  );
}

/** A subscriber that pauses during its work until released. */
function createPausingSubscriber(inner: TransactionalSubscriber) {
  let reach: () => void;
  let goOn: () => void;
  const reached = new Promise<void>(done => {
    reach = done;
  });
  const mayGoOn = new Promise<void>(done => {
    goOn = done;
  });
  const subscriber: TransactionalSubscriber = {
    name: inner.name,
    async handle(changes, tx) {
      await inner.handle(changes, tx);
      reach();
      await mayGoOn;
    },
  };
  return { subscriber, reached, goOn: () => goOn() };
}

/** Counts every delivery of each change. */
const counter: TransactionalSubscriber = {
  name: 'tally',
  async handle(changes, tx) {
    await tx('test_tally').insert(changes.map(({ id }) => ({ change_id: id })));
  },
};

/** The same subscriber, but it always fails. */
const failingCounter: TransactionalSubscriber = {
  name: counter.name,
  async handle() {
    throw new Error('not now');
  },
};

describe('relay that lost its lock unnoticed', () => {
  const databases = MigratedDatabases.create();
  const onPostgres = databases
    .eachSupportedId()
    .filter(([id]) => id !== 'SQLITE_3');

  describe.each(onPostgres)('on %p @full', databaseId => {
    /** Two replicas with the same pending changes. */
    async function createTwoReplicas(id: TestDatabaseId) {
      const first = await createChangeFixture(databases, id);
      const second = assembleChangeFixture(anotherClient(first.knex));
      await first.knex.schema.createTable('test_tally', table => {
        table.uuid('change_id');
      });
      for (let note = 1; note <= CHANGES; note += 1) {
        await first.changes.run(jane, change =>
          renameNote(change, 'a', 'b', note),
        );
      }
      return { first, second };
    }

    async function expectAllDelivered({
      first,
      second,
    }: {
      first: ChangeFixture;
      second: ChangeFixture;
    }) {
      await second.relay.drain();
      expect(await second.knex('outbox')).toEqual([]);
      expect(await second.knex('outbox_dispatches')).toEqual([]);
      const seen = await second.knex('test_tally').pluck('change_id');
      const delivered = await second.knex('activity').pluck('id');
      expect(seen.sort()).toEqual(delivered.sort());
      expect(delivered).toHaveLength(CHANGES);
      await second.knex.destroy();
      await first.knex.destroy();
    }

    it('delivers each change once to a transactional subscriber', async () => {
      const replicas = await createTwoReplicas(databaseId);
      const { first, second } = replicas;
      const pause = createPausingSubscriber(counter);
      first.subscribers.transactional.push(pause.subscriber);
      second.subscribers.transactional.push(counter);

      const handing = first.relay.drain();
      handing.catch(() => {});
      await pause.reached;
      expect(await second.relay.drain()).toBe(false);
      await breakLock(second.knex);
      const taken = second.relay.drain();
      taken.catch(() => {});
      await untilBlocked(second.knex);
      pause.goOn();
      await expect(handing).rejects.toThrow();
      await taken.catch(() => {});
      await expectAllDelivered(replicas);
    });

    it('skips retries that another relay has just completed', async () => {
      const replicas = await createTwoReplicas(databaseId);
      const { first, second } = replicas;
      first.subscribers.transactional.push(failingCounter);
      await first.relay.drain();
      expect(await first.knex('outbox_dispatches')).toHaveLength(CHANGES);
      [first, second].forEach(({ advanceClock }) => advanceClock(60_000));

      const pause = createPausingSubscriber(counter);
      first.subscribers.transactional.splice(0, 1, pause.subscriber);
      second.subscribers.transactional.push(counter);
      const handing = first.relay.drain();
      handing.catch(() => {});
      await pause.reached;
      await breakLock(second.knex);
      const taken = second.relay.drain();
      taken.catch(() => {});
      await untilBlocked(second.knex);
      pause.goOn();
      await expect(handing).rejects.toThrow();
      await taken.catch(() => {});
      await expectAllDelivered(replicas);
    });

    it('leaves pending changes to the next relay when its connections break', async () => {
      const replicas = await createTwoReplicas(databaseId);
      const { first, second } = replicas;
      const pause = createPausingSubscriber(counter);
      first.subscribers.transactional.push(pause.subscriber);
      second.subscribers.transactional.push(counter);
      const handing = first.relay.drain();
      handing.catch(() => {});
      await pause.reached;
      await second.knex.raw(
        'SELECT pg_terminate_backend(pid, 5000) FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid()',
      );
      expect(await second.relay.drain()).toBe(true);
      pause.goOn();
      await expect(handing).rejects.toThrow();
      expect(second.delivered().flat()).toHaveLength(CHANGES);
      await expectAllDelivered(replicas);
    });
  });
});
