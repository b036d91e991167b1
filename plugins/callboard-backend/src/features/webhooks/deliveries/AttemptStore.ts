import { Knex } from 'knex';
import { partition } from 'lodash';
import { insertReturning, inListSql, updateMany } from '../../../database/bulk';
import { lockForUpdate } from '../../../database/locks';
import { AttemptTransition, DueDelivery, AttemptRow } from './DeliveryAttempt';

/** The table of attempts, and their effect on deliveries. */
export class AttemptStore {
  /**
   * Stores attempts. If a delivery was requeued, cancelled or completed meanwhile, an attempt
   * changes only its `try_count`, except that a success completes a failed delivery.
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
      attempts.map(({ after }) => after.id),
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
    const [current, stale] = partition(attempts, ({ before, after }) => {
      const state = byId.get(after.id);
      return (
        isUnchanged(state, before) ||
        (after.status === 'delivered' && state?.status === 'failed')
      );
    });
    await updateMany(
      tx,
      'webhook_deliveries',
      current.map(({ after }) => after),
    );
    await updateMany(
      tx,
      'webhook_deliveries',
      stale.map(({ after: { id, try_count } }) => ({ id, try_count })),
    );
    return new Set(current.map(({ after }) => after.id));
  }

  /** Postpones deliveries that were not sent, unless they have changed meanwhile. */
  async postpone(
    tx: Knex.Transaction,
    postponed: ReadonlyArray<{
      before: DueDelivery;
      until: number;
      error: string;
    }>,
  ): Promise<void> {
    if (postponed.length === 0) {
      return;
    }
    const byId = await lockStates(
      tx,
      postponed.map(({ before }) => before.id),
    );
    await updateMany(
      tx,
      'webhook_deliveries',
      postponed
        .filter(({ before }) => isUnchanged(byId.get(before.id), before))
        .map(({ before: { id }, until, error }) => ({
          id,
          next_attempt_at: new Date(until),
          last_error: error,
        })),
    );
  }
}

type DeliveryState = { id: string; status: string; next_attempt_at: unknown };

/** Reads and locks the states of deliveries. */
async function lockStates(
  tx: Knex.Transaction,
  ids: readonly string[],
): Promise<Map<string, DeliveryState>> {
  const rows: DeliveryState[] = await lockForUpdate(
    tx('webhook_deliveries')
      .whereRaw(...inListSql(tx, 'id', ids))
      .orderBy('id')
      .select('id', 'status', 'next_attempt_at'),
  );
  return new Map(rows.map(row => [row.id, row]));
}

/** Whether a delivery is still pending with the due time that was read. */
function isUnchanged(
  state: DeliveryState | undefined,
  before: DueDelivery,
): boolean {
  return (
    state?.status === 'pending' &&
    Number(new Date(state.next_attempt_at as Date)) ===
      Number(new Date(before.next_attempt_at))
  );
}
