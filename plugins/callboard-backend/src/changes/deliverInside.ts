import { Knex } from 'knex';
import { isUnavailable } from '../database/dialect';
import { deliver } from './deliver';
import { FailedDelivery } from './Failures';
import { OutboxEntry } from './Outbox';
import { TransactionalSubscriber } from './Subscriber';

/**
 * Hands entries to a subscriber inside the database, which leaves nothing
 * behind of those it fails on.
 */
export async function deliverInside(
  tx: Knex.Transaction,
  subscriber: TransactionalSubscriber,
  entries: OutboxEntry[],
  blocked = new Set<string>(),
): Promise<FailedDelivery[]> {
  return deliver(
    entries,
    blocked,
    changes =>
      tx.transaction(savepoint => subscriber.handle(changes, savepoint)),
    { isOurs: isUnavailable },
  );
}
