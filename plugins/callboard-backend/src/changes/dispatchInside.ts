import { Knex } from 'knex';
import { isUnavailable } from '../database/dialect';
import { dispatch } from './dispatch';
import { PendingDispatch } from './Dispatches';
import { OutboxEntry } from './Outbox';
import { TransactionalSubscriber } from './Subscriber';

/**
 * Hands entries to a subscriber inside the database, which leaves nothing
 * behind of those it fails on.
 */
export async function dispatchInside(
  tx: Knex.Transaction,
  subscriber: TransactionalSubscriber,
  entries: OutboxEntry[],
  blocked = new Set<string>(),
): Promise<PendingDispatch[]> {
  return dispatch(
    entries,
    blocked,
    changes =>
      tx.transaction(savepoint => subscriber.handle(changes, savepoint)),
    { isOurs: isUnavailable },
  );
}
