import { Knex } from 'knex';
import { MAX_ATTEMPTS, retryDelay } from './backoff';

/** A delivery that has to be tried again. */
export interface DueDelivery {
  seq: number;
  subscriber: string;
  attempts: number;
}

/** A delivery that did not succeed. */
export interface FailedDelivery {
  seq: number;
  /** Absent when it only waits behind an earlier change of the same entity. */
  error?: unknown;
}

/** The table of deliveries that failed. */
export class Failures {
  /** The entities whose earlier changes a subscriber has yet to get. */
  async blockedKeys(knex: Knex): Promise<Map<string, Set<string>>> {
    const rows = await knex('outbox_failures')
      .join('outbox', 'outbox.seq', 'outbox_failures.seq')
      .whereNotNull('outbox_failures.next_attempt_at')
      .distinct('outbox_failures.subscriber', 'outbox.entity_key');
    const keys = new Map<string, Set<string>>();
    for (const { subscriber, entity_key } of rows) {
      keys.set(
        subscriber,
        (keys.get(subscriber) ?? new Set<string>()).add(entity_key),
      );
    }
    return keys;
  }

  /** Stores first failures. */
  async add(
    tx: Knex,
    subscriber: string,
    failed: FailedDelivery[],
    now: number,
  ): Promise<void> {
    if (failed.length === 0) {
      return;
    }
    await tx.batchInsert(
      'outbox_failures',
      failed.map(({ seq, error }) => {
        const attempts = error === undefined ? 0 : 1;
        return {
          seq,
          subscriber,
          attempts,
          next_attempt_at: new Date(
            now + (attempts === 0 ? 0 : retryDelay(attempts)),
          ),
          last_error: describe(error),
        };
      }),
      100,
    );
  }

  /** The oldest delivery that is due and waits behind no other. */
  async due(knex: Knex, now: number, limit: number): Promise<DueDelivery[]> {
    const rows = await knex('outbox_failures as f')
      .join('outbox as o', 'o.seq', 'f.seq')
      .select('f.seq', 'f.subscriber', 'f.attempts')
      .where('f.next_attempt_at', '<=', new Date(now))
      .whereNotExists(
        knex('outbox_failures as earlier')
          .join('outbox as eo', 'eo.seq', 'earlier.seq')
          .select(knex.raw('1'))
          .whereRaw('earlier.subscriber = f.subscriber')
          .whereRaw('eo.entity_key = o.entity_key')
          .whereRaw('earlier.seq < f.seq')
          .whereNotNull('earlier.next_attempt_at'),
      )
      .orderBy('f.seq')
      .limit(limit);
    return rows.map(row => ({ ...row, seq: Number(row.seq) }));
  }

  /** Counts another failure; the last one allowed sets the delivery aside. */
  async again(
    tx: Knex,
    { seq, subscriber, attempts }: DueDelivery,
    error: unknown,
    now: number,
  ): Promise<'later' | 'parked'> {
    const count = attempts + 1;
    const parked = count >= MAX_ATTEMPTS;
    await tx('outbox_failures')
      .where({ seq, subscriber })
      .update({
        attempts: count,
        next_attempt_at: parked ? null : new Date(now + retryDelay(count)),
        parked_at: parked ? new Date(now) : null,
        last_error: describe(error),
      });
    return parked ? 'parked' : 'later';
  }

  /** Forgets a delivery that has succeeded. */
  async remove(tx: Knex, { seq, subscriber }: DueDelivery): Promise<void> {
    await tx('outbox_failures').where({ seq, subscriber }).delete();
  }
}

function describe(error: unknown): string {
  return error === undefined
    ? 'waits behind an earlier change'
    : String(error).slice(0, 2_000);
}
