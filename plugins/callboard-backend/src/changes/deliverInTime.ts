import { chunk } from 'lodash';
import { deliver } from './deliver';
import { FailedDelivery } from './Failures';
import { OutboxEntry } from './Outbox';
import { ExternalSubscriber } from './Subscriber';

/**
 * Hands entries to a subscriber outside the database, as many as it comes to in
 * time. The others wait: one that is slow does not hold up those that are not.
 *
 * @param blocked - keys of the entities that have to wait; grows with failures
 * @param isOver - whether its time is over
 * @returns the deliveries that have to be tried again; without an error those
 * that were not tried
 */
export async function deliverInTime(
  subscriber: ExternalSubscriber,
  entries: OutboxEntry[],
  blocked: Set<string>,
  isOver: () => boolean,
): Promise<FailedDelivery[]> {
  const failed: FailedDelivery[] = [];
  for (const part of chunk(entries, subscriber.atOnce ?? entries.length)) {
    if (isOver()) {
      failed.push(...part.map(({ seq, entity_key }) => ({ seq, entity_key })));
    } else {
      failed.push(
        ...(await deliver(part, blocked, changes =>
          subscriber.handle(changes),
        )),
      );
    }
  }
  return failed;
}
