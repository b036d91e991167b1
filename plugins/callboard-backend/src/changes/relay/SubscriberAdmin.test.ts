import { MigratedDatabases } from '../../__testUtils__/MigratedDatabases';
import {
  createChangeFixture,
  jane,
  renameNote,
  silentLogger,
} from '../../__testUtils__/changeFixture';
import { SubscriberAdmin } from './SubscriberAdmin';

const LONG_AGO = new Date('2026-01-01T00:00:00Z');

describe('SubscriberAdmin.deleteSubscriber', () => {
  const databases = MigratedDatabases.create();

  it.each(
    databases.eachSupportedId().flatMap(([id]) => [
      { id, stage: 'retrying', left: 0 },
      { id, stage: 'applied', left: 1 },
    ]),
  )(
    'keeps $left outbox entries of a change in the stage $stage, on $id @full-postgres',
    async ({ id, stage, left }) => {
      const { knex, changes } = await createChangeFixture(databases, id);
      await changes.run(jane, change => renameNote(change, 'a', 'b', 1));
      const [{ seq, entity_key }] = await knex('outbox');
      // Applied: external subscribers have not received it yet.
      await knex('outbox').where({ seq }).update({ stage });
      await knex('outbox_subscribers').insert({
        name: 'removed',
        kind: 'inside',
        first_seen_at: LONG_AGO,
        last_seen_at: LONG_AGO,
      });
      await knex('outbox_dispatches').insert({
        seq,
        entity_key,
        subscriber: 'removed',
        attempts: 1,
        next_attempt_at: LONG_AGO,
        last_error: 'away',
      });
      await new SubscriberAdmin({
        knex,
        clock: { now: () => Date.now() },
        logger: silentLogger,
      }).deleteSubscriber('removed', 'user:default/sue');
      expect(await knex('outbox_dispatches')).toEqual([]);
      expect(await knex('outbox')).toHaveLength(left);
    },
  );
});
