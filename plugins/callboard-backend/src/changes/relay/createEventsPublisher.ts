import { EventsService } from '@backstage/plugin-events-node';
import { CHANGES_TOPIC } from '@callboard/plugin-callboard-common';
import { groupBy } from 'lodash';
import { ExternalSubscriber } from '../Subscriber';

/**
 * The maximum number of concurrent publications. The platform's events service, through which
 * signals are sent as well, sends a request to the events backend for each publication.
 */
export const CONCURRENCY = 8;

/**
 * Publishes several items concurrently.
 *
 * @throws the first failure, after all publications have ended: otherwise a publication that is
 * still in progress could overtake the retry
 */
export async function publishConcurrently<T>(
  items: readonly T[],
  publish: (item: T) => Promise<void>,
): Promise<void> {
  const partitions = Array.from({ length: CONCURRENCY }, (_, partition) =>
    items.filter((_item, index) => index % CONCURRENCY === partition),
  );
  const results = await Promise.allSettled(
    partitions.map(async partition => {
      for (const item of partition) {
        await publish(item);
      }
    }),
  );
  for (const result of results) {
    if (result.status === 'rejected') {
      throw result.reason;
    }
  }
}

/**
 * Creates a subscriber that publishes every change to the platform's events service, in order per
 * entity.
 */
export function createEventsPublisher(
  events: EventsService,
): ExternalSubscriber {
  return {
    name: 'events',
    maxChangesPerCall: CONCURRENCY * 4,
    async handle(changes) {
      const changesByEntity = groupBy(
        changes,
        ({ entity_type, entity_id }) => `${entity_type}:${entity_id}`,
      );
      await publishConcurrently(
        Object.values(changesByEntity),
        async entityChanges => {
          for (const change of entityChanges) {
            await events.publish({
              topic: CHANGES_TOPIC,
              eventPayload: change,
            });
          }
        },
      );
    },
  };
}
