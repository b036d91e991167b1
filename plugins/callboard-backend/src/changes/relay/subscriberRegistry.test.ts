import { MigratedDatabases } from '../../__testUtils__/MigratedDatabases';
import { recordPlans } from '../../__testUtils__/plans';
import { insertMany } from '../../database/bulk';
import { createId } from '../../database/ids';
import { readSubscribers, SubscriberReports } from './subscriberRegistry';

const BACKLOG = 5_000;
const NOW = Date.parse('2026-05-31T10:00:00Z');
const names = ['events', 'mail', 'notifications', 'signals', 'webhooks'];

describe('readSubscribers', () => {
  const databases = MigratedDatabases.create();

  it.each(databases.eachSupportedId())(
    'returns subscribers with pending dispatches without scanning the backlog, on %p @full',
    async databaseId => {
      const knex = await databases.init(databaseId);
      const subscribers = names.map(name => ({ name, handle: async () => {} }));
      await new SubscriberReports().report(
        knex,
        { transactional: [], external: subscribers },
        NOW,
      );
      const listWaitingSubscribers = async () =>
        [...(await readSubscribers(knex)).values()]
          .filter(({ has_pending_dispatches }) => has_pending_dispatches)
          .map(({ name }) => name);
      expect(await listWaitingSubscribers()).toEqual([]);

      const created_at = new Date(NOW);
      await insertMany(
        knex,
        'outbox',
        Array.from({ length: BACKLOG }, () => ({
          activity_id: createId(NOW),
          entity_key: 'note:1',
          stage: 'retrying',
          created_at,
        })),
      );
      const seqs: number[] = await knex('outbox').pluck('seq');
      const dispatchTo = (subscriber: string, isDeadLettered: boolean) =>
        insertMany(
          knex,
          'outbox_dispatches',
          seqs.map(seq => ({
            seq: Number(seq),
            subscriber,
            entity_key: 'note:1',
            attempts: 1,
            next_attempt_at: isDeadLettered ? null : created_at,
            dead_lettered_at: isDeadLettered ? created_at : null,
            last_error: 'away',
          })),
        );
      await dispatchTo('mail', false);
      await dispatchTo('signals', true);
      await knex.raw('ANALYZE');
      expect(await listWaitingSubscribers()).toEqual(['mail']);

      const plans = await recordPlans(knex, () => readSubscribers(knex));
      expect(plans).toHaveLength(1);
      expect(plans[0].plan).toContain('outbox_dispatches_next_idx');
      expect(plans[0].plan).not.toMatch(/(Seq Scan on|SCAN) outbox_dispatches/);
    },
  );
});
