import { Knex } from 'knex';
import { inSavepoint } from '../database/inSavepoint';
import { dispatch } from './dispatch';
import { PendingDispatch } from './Dispatches';
import { OutboxEntry } from './Outbox';
import { TransactionalSubscriber } from './Subscriber';

/**
 * Hands entries to a subscriber inside the database, which leaves nothing
 * behind of those it fails on.
 *
 * @param blocked - keys of the entities that have to wait; grows with failures
 * @param isOver - whether its time is over
 * @returns the dispatches that have to be tried again; without an error those
 * that were not tried
 * @throws TransactionLostError when the transaction is gone, which is nobody's
 * failure
 */
export async function dispatchInside(
  tx: Knex.Transaction,
  subscriber: TransactionalSubscriber,
  entries: OutboxEntry[],
  blocked: Set<string>,
  isOver: () => boolean,
): Promise<PendingDispatch[]> {
  return dispatch(
    entries,
    blocked,
    changes => inSavepoint(tx, () => subscriber.handle(changes, tx)),
    isOver,
  );
}
