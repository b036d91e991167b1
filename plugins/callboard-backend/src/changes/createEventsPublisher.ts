import { EventsService } from '@backstage/plugin-events-node';
import { CHANGES_TOPIC } from '@callboard/plugin-callboard-common';
import { groupBy } from 'lodash';
import { publishConcurrently, CONCURRENCY } from './publishConcurrently';
import { ExternalSubscriber } from './Subscriber';

/** Publishes every change to the platform's events service, in order per entity. */
export function createEventsPublisher(
  events: EventsService,
): ExternalSubscriber {
  return {
    name: 'events',
    atOnce: CONCURRENCY * 4,
    async handle(changes) {
      const byEntity = groupBy(
        changes,
        ({ entity_type, entity_id }) => `${entity_type}:${entity_id}`,
      );
      await publishConcurrently(Object.values(byEntity), async ofEntity => {
        for (const change of ofEntity) {
          await events.publish({ topic: CHANGES_TOPIC, eventPayload: change });
        }
      });
    },
  };
}
