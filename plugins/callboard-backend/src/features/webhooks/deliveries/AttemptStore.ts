import { Knex } from 'knex';
import { partition } from 'lodash';
import { insertReturning, isOneOf, updateMany } from '../../../database/bulk';
import { forUpdate } from '../../../database/dialect';
import { Attempt, DueDelivery, TryRow } from './deliveryData';

/** The table of tries, and what they change about deliveries. */
export class AttemptStore {
  /**
   * Stores what has come of tries. It changes nothing about a delivery that was
   * queued anew meanwhile, and a failure nothing about one that is not pending any
   * more.
   *
   * @returns the ids of the deliveries for which they count
   */
  async saveAttempts(
    tx: Knex.Transaction,
    attemptRows: readonly TryRow[],
    attempts: readonly Attempt[],
  ): Promise<Set<string>> {
    const byId = await lockStates(
      tx,
      attempts.map(({ is }) => is.id),
    );
    await insertReturning(
      tx,
      // A worker that lost its lease may have sent the same try meanwhile.
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

  /**
   * Puts deliveries off that were not sent, unless something else has become of
   * them meanwhile.
   */
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

/** What has become of deliveries, which stay so until the transaction ends. */
async function lockStates(
  tx: Knex.Transaction,
  ids: readonly string[],
): Promise<Map<string, State>> {
  const rows: State[] = await forUpdate(
    tx('webhook_deliveries')
      .whereRaw(...isOneOf(tx, 'id', ids))
      .orderBy('id')
      .select('id', 'status', 'next_attempt_at'),
  );
  return new Map(rows.map(row => [row.id, row]));
}

/** Whether a delivery waits as it did when it was read. */
function isAsRead(now: State | undefined, was: DueDelivery): boolean {
  return (
    now?.status === 'pending' &&
    Number(new Date(now.next_attempt_at as Date)) ===
      Number(new Date(was.next_attempt_at))
  );
}
