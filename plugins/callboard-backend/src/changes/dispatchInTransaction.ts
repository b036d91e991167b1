import { Knex } from 'knex';
import { inSavepoint } from '../database/inSavepoint';
import { dispatch } from './dispatch';
import { PendingDispatch } from './Dispatches';
import { OutboxEntry } from './Outbox';
import { TransactionalSubscriber } from './Subscriber';

/**
 * Dispatches entries to a transactional subscriber. Failed entries are rolled back.
 *
 * @param blocked - keys of the entities that must wait; grows with failures
 * @param isTimeLimitReached - whether the subscriber's time limit is reached
 * @returns the dispatches to retry; those without an error were not attempted
 * @throws TransactionLostError if the transaction is lost, which does not count as a failure
 */
export async function dispatchInTransaction(
  tx: Knex.Transaction,
  subscriber: TransactionalSubscriber,
  entries: OutboxEntry[],
  blocked: Set<string>,
  isTimeLimitReached: () => boolean,
): Promise<PendingDispatch[]> {
  return dispatch(
    entries,
    blocked,
    changes => inSavepoint(tx, () => subscriber.handle(changes, tx)),
    isTimeLimitReached,
  );
}
