import { Health } from '@callboard/plugin-callboard-common';
import { Knex } from 'knex';
import { countRows } from '../../database/statements';

/** The maximum number of changes to count, because counting a long backlog is slow. */
const MAX_COUNTED = 10_000;

/**
 * SQL for the sequence numbers of the oldest entries in the stages `new` and `applied`, and of the
 * oldest pending entry of each subscriber.
 */
const OLDEST_SEQS_SQL = `
  SELECT min(seq) FROM outbox WHERE stage = 'new'
  UNION ALL SELECT min(seq) FROM outbox WHERE stage = 'applied'
  UNION ALL SELECT (
    SELECT min(seq) FROM outbox_dispatches
    WHERE subscriber = outbox_subscribers.name AND next_attempt_at IS NOT NULL
  ) FROM outbox_subscribers`;

/**
 * Reads the backlog of the relay. Must be fast: it is called often, even while millions of changes
 * wait.
 *
 * @returns the age of the oldest pending change in milliseconds, the number of pending changes (at
 * most 10 000), the number of dead-lettered dispatches, and the number of paused subscribers
 */
export async function readRelayStatus(
  knex: Knex,
  now: number,
): Promise<Health['relay']> {
  const [{ oldest }] = await knex('outbox')
    .whereRaw(`seq IN (${OLDEST_SEQS_SQL})`)
    .min({ oldest: 'created_at' });
  const undispatched = knex('outbox')
    .select('seq')
    .whereIn('stage', ['new', 'applied'])
    .limit(MAX_COUNTED);
  const retrying = knex('outbox_dispatches')
    .join('outbox', 'outbox.seq', 'outbox_dispatches.seq')
    .select('outbox.seq')
    .whereNotNull('outbox_dispatches.next_attempt_at')
    .where('outbox.stage', 'retrying')
    .limit(MAX_COUNTED);
  const counts = await Promise.all(
    [undispatched, retrying].map(entries =>
      knex.from(entries.as('entries')).countDistinct({ count: 'seq' }),
    ),
  );
  const [undispatchedCount, retryingCount] = counts.map(([{ count }]) =>
    Number(count),
  );
  return {
    lag_ms: oldest === null ? 0 : Math.max(0, now - new Date(oldest).getTime()),
    pending: Math.min(undispatchedCount + retryingCount, MAX_COUNTED),
    dead_lettered: await countRows(
      knex('outbox_dispatches').whereNotNull('dead_lettered_at'),
    ),
    paused: await countRows(
      knex('outbox_subscribers').whereNotNull('paused_at'),
    ),
  };
}
