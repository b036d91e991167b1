import { LoggerService } from '@backstage/backend-plugin-api';
import { ConflictError, NotFoundError } from '@backstage/errors';
import { SubscriberStatus } from '@callboard/plugin-callboard-common';
import { Knex } from 'knex';
import { Clock } from '../clock';
import { readInstant, readOptionalInstant } from '../database/dialect';

/** The most changes that are counted for a subscriber. */
const MOST_COUNTED = 10_000;

/** Replicas show more often than this which subscribers they have. */
const GONE_AFTER_MS = 120_000;

/** The subscribers that there are, for an operator. */
export class SubscriberAdmin {
  constructor(
    private readonly deps: {
      knex: Knex;
      clock: Clock;
      logger: LoggerService;
    },
  ) {}

  /** All of them, by name, and how each is doing. */
  async list(): Promise<{ items: SubscriberStatus[] }> {
    const { knex } = this.deps;
    const rows: any[] = await knex('outbox_subscribers')
      .select('outbox_subscribers.*')
      .select({
        waiting: countOf(knex, 'next_attempt_at'),
        parked: countOf(knex, 'parked_at'),
      })
      .orderBy('name');
    return {
      items: rows.map(row => ({
        name: row.name,
        last_seen_at: readInstant(row.last_seen_at),
        waiting: Number(row.waiting),
        parked: Number(row.parked),
        paused_at: readOptionalInstant(row.paused_at),
        next_probe_at: readOptionalInstant(row.next_probe_at),
        last_error: row.last_error,
      })),
    };
  }

  /**
   * Forgets a subscriber that is gone for good, and all that waits for it or is
   * set aside.
   *
   * @param by - who asks for it, as an entity reference
   * @throws NotFoundError when there is no such subscriber
   * @throws ConflictError when a replica had it within the last two minutes
   */
  async forget(name: string, by: string): Promise<void> {
    const { knex, clock, logger } = this.deps;
    await knex.transaction(async tx => {
      const [found] = await tx('outbox_subscribers').where({ name });
      if (!found) {
        throw new NotFoundError(`There is no subscriber ${name}`);
      }
      const gone = new Date(clock.now() - GONE_AFTER_MS);
      const removed = await tx('outbox_subscribers')
        .where({ name })
        .where('last_seen_at', '<', gone)
        .delete();
      if (removed === 0) {
        throw new ConflictError(
          `A replica of this portal has ${name}: it would be back at once`,
        );
      }
      // What waited for it is gone with it; nobody else waits for these.
      await tx('outbox')
        .where({ stage: 'retrying' })
        .whereNotExists(
          tx('outbox_dispatches')
            .select(tx.raw('1'))
            .whereRaw('outbox_dispatches.seq = outbox.seq'),
        )
        .delete();
    });
    logger.info(`${by} has had the subscriber ${name} forgotten`);
  }
}

/** Counts a subscriber's dispatches that have an instant. */
function countOf(knex: Knex, instant: string): Knex.QueryBuilder {
  const counted = knex('outbox_dispatches')
    .select('seq')
    .whereRaw('outbox_dispatches.subscriber = outbox_subscribers.name')
    .whereNotNull(instant)
    .limit(MOST_COUNTED)
    .as('counted');
  return knex.from(counted).count('*');
}
