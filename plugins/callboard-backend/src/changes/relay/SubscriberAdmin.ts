import { LoggerService } from '@backstage/backend-plugin-api';
import { ConflictError, NotFoundError } from '@backstage/errors';
import { SubscriberStatus } from '@callboard/plugin-callboard-common';
import { Knex } from 'knex';
import { Clock } from '../../kernel/clock';
import { inListSql } from '../../database/bulk';
import { readInstant, readOptionalInstant } from '../../database/dialect';
import { lockForUpdate } from '../../database/locks';
import { iterateDispatchSeqs } from './dispatches';
import { removeDoneEntries } from '../outbox';

/** The maximum number of dispatches that each count of a subscriber includes. */
const MAX_COUNTED = 10_000;

/** A subscriber counts as missing if no replica has reported it for this long. */
const MISSING_AFTER_MS = 120_000;

/** Lists and deletes subscribers, for operators. */
export class SubscriberAdmin {
  constructor(
    private readonly deps: {
      knex: Knex;
      clock: Clock;
      logger: LoggerService;
    },
  ) {}

  /** All subscribers by name, with their state. */
  async list(): Promise<{ items: SubscriberStatus[] }> {
    const { knex } = this.deps;
    const rows: any[] = await knex('outbox_subscribers')
      .select('outbox_subscribers.*')
      .select({
        waiting: selectDispatchCount(knex, 'next_attempt_at'),
        dead_lettered: selectDispatchCount(knex, 'dead_lettered_at'),
      })
      .orderBy('name');
    return {
      items: rows.map(row => ({
        name: row.name,
        last_seen_at: readInstant(row.last_seen_at),
        waiting: Number(row.waiting),
        dead_lettered: Number(row.dead_lettered),
        paused_at: readOptionalInstant(row.paused_at),
        next_probe_at: readOptionalInstant(row.next_probe_at),
        last_error: row.last_error,
      })),
    };
  }

  /**
   * Deletes a subscriber that no replica has any more, with its pending and dead-lettered
   * dispatches.
   *
   * @throws NotFoundError if no subscriber of this name is registered
   * @throws ConflictError if a replica reported it within the last two minutes
   */
  async deleteSubscriber(name: string, user_ref: string): Promise<void> {
    const { knex, logger } = this.deps;
    await this.requireMissing(knex, name);
    const dispatches = knex('outbox_dispatches').where({ subscriber: name });
    for await (const seqs of iterateDispatchSeqs(dispatches)) {
      await knex.transaction(tx => this.deleteDispatches(tx, name, seqs));
    }
    await knex.transaction(async tx => {
      await this.requireMissing(tx, name);
      // Few dispatches can have been added since the loop ended.
      const remaining = await tx('outbox_dispatches')
        .where({ subscriber: name })
        .pluck('seq');
      await this.deleteDispatches(tx, name, remaining.map(Number));
      await tx('outbox_subscribers').where({ name }).delete();
    });
    logger.info(`${user_ref} deleted the subscriber ${name}`);
  }

  /** Deletes dispatches, and the outbox entries that no other subscriber waits for. */
  private async deleteDispatches(
    tx: Knex,
    subscriber: string,
    seqs: number[],
  ): Promise<void> {
    await tx('outbox_dispatches')
      .where({ subscriber })
      .whereRaw(...inListSql(tx, 'seq', seqs, 'bigint'))
      .delete();
    // Skips entries of other stages: the relay itself deletes those once it has dispatched them.
    const pending = await tx('outbox')
      .where({ stage: 'retrying' })
      .whereRaw(...inListSql(tx, 'seq', seqs, 'bigint'))
      .pluck('seq');
    await removeDoneEntries(tx, pending.map(Number));
  }

  private async requireMissing(knex: Knex, name: string): Promise<void> {
    const [found] = await lockForUpdate(
      knex('outbox_subscribers').where({ name }),
    );
    if (!found) {
      throw new NotFoundError(`Subscriber ${name} not found`);
    }
    const lastSeenAt = new Date(found.last_seen_at).getTime();
    if (lastSeenAt >= this.deps.clock.now() - MISSING_AFTER_MS) {
      throw new ConflictError(
        `A running replica still has the subscriber ${name}. Stop or update that replica, then delete the subscriber`,
      );
    }
  }
}

/** Counts a subscriber's dispatches in which a column is not null. */
function selectDispatchCount(knex: Knex, column: string): Knex.QueryBuilder {
  const counted = knex('outbox_dispatches')
    .select('seq')
    .whereRaw('outbox_dispatches.subscriber = outbox_subscribers.name')
    .whereNotNull(column)
    .limit(MAX_COUNTED)
    .as('counted');
  return knex.from(counted).count('*');
}
