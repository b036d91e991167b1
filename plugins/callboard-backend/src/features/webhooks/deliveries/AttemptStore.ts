import { Knex } from 'knex';
import { partition } from 'lodash';
import { insertReturning, inListSql, updateMany } from '../../../database/bulk';
import { lockForUpdate } from '../../../database/locks';
import { AttemptTransition, DueDelivery, AttemptRow } from './DeliveryAttempt';

/** The table of attempts, and their effect on deliveries. */
export class AttemptStore {
  /**
   * Stores attempts. They do not change deliveries that were requeued meanwhile, and failures
   * change only pending deliveries.
   *
   * @returns the ids of the deliveries to which the attempts apply
   */
  async saveAttempts(
    tx: Knex.Transaction,
    attemptRows: readonly AttemptRow[],
    attempts: readonly AttemptTransition[],
  ): Promise<Set<string>> {
    const byId = await lockStates(
      tx,
      attempts.map(({ is }) => is.id),
    );
    await insertReturning(
      tx,
      // A worker that lost its lease may have stored the same attempt.
      {
        table: 'webhook_attempts',
        rows: attemptRows.filter(({ delivery_id }) => byId.has(delivery_id)),
      },
      'ON CONFLICT (delivery_id, number) DO NOTHING RETURNING number',
    );
    const [current, stale] = partition(attempts, ({ was, is }) => {
      const now = byId.get(is.id);
      return (
        isAsRead(now, was) ||
        (is.status === 'delivered' && now?.status === 'failed')
      );
    });
    await updateMany(
      tx,
      'webhook_deliveries',
      current.map(({ is }) => is),
    );
    await updateMany(
      tx,
      'webhook_deliveries',
      stale.map(({ is: { id, try_count } }) => ({ id, try_count })),
    );
    return new Set(current.map(({ is }) => is.id));
  }

  /** Postpones deliveries that were not sent, unless they have changed meanwhile. */
  async postpone(
    tx: Knex.Transaction,
    postponed: ReadonlyArray<{ was: DueDelivery; until: number; why: string }>,
  ): Promise<void> {
    if (postponed.length === 0) {
      return;
    }
    const byId = await lockStates(
      tx,
      postponed.map(({ was }) => was.id),
    );
    await updateMany(
      tx,
      'webhook_deliveries',
      postponed
        .filter(({ was }) => isAsRead(byId.get(was.id), was))
        .map(({ was: { id }, until, why }) => ({
          id,
          next_attempt_at: new Date(until),
          last_error: why,
        })),
    );
  }
}

type State = { id: string; status: string; next_attempt_at: unknown };

/** Reads and locks the states of deliveries. */
async function lockStates(
  tx: Knex.Transaction,
  ids: readonly string[],
): Promise<Map<string, State>> {
  const rows: State[] = await lockForUpdate(
    tx('webhook_deliveries')
      .whereRaw(...inListSql(tx, 'id', ids))
      .orderBy('id')
      .select('id', 'status', 'next_attempt_at'),
  );
  return new Map(rows.map(row => [row.id, row]));
}

/** Whether a delivery is still pending as it was read. */
function isAsRead(now: State | undefined, was: DueDelivery): boolean {
  return (
    now?.status === 'pending' &&
    Number(new Date(now.next_attempt_at as Date)) ===
      Number(new Date(was.next_attempt_at))
  );
}
