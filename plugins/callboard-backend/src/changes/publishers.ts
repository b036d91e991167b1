import {
  CallboardSignal,
  CHANGES_TOPIC,
  SIGNALS_CHANNEL,
} from '@callboard/plugin-callboard-common';
import { EventsService } from '@backstage/plugin-events-node';
import { SignalsService } from '@backstage/plugin-signals-node';
import { ExternalSubscriber } from './Subscriber';

/** Publishes every change to the platform's events service. */
export function eventsPublisher(events: EventsService): ExternalSubscriber {
  return {
    name: 'events',
    async handle(changes) {
      for (const change of changes) {
        await events.publish({ topic: CHANGES_TOPIC, eventPayload: change });
      }
    },
  };
}

/** Tells browsers which things changed: ids, never content. */
export function signalsPublisher(signals: SignalsService): ExternalSubscriber {
  return {
    name: 'signals',
    async handle(changes) {
      const messages = new Map<string, CallboardSignal>();
      for (const change of changes) {
        const { workspace_id, entity_type } = change;
        // Thousands of details are told as one.
        const entity_id = change.is_detail
          ? change.batch_id!
          : change.entity_id;
        messages.set(`${entity_type}:${entity_id}`, {
          type: 'change',
          workspace_id,
          entity_type,
          entity_id,
        });
      }
      for (const message of messages.values()) {
        await signals.publish({
          recipients: { type: 'broadcast' },
          channel: SIGNALS_CHANNEL,
          message,
        });
      }
    },
  };
}
