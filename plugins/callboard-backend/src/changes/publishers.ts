import {
  CallboardSignal,
  ChangeEvent,
  CHANGES_TOPIC,
  SIGNALS_CHANNEL,
} from '@callboard/plugin-callboard-common';
import { EventsService } from '@backstage/plugin-events-node';
import { SignalsService } from '@backstage/plugin-signals-node';
import { groupBy } from 'lodash';
import { ExternalSubscriber } from './Subscriber';

/**
 * How much is published at the same time: the platform's events service, which
 * signals go through too, takes everything by a request to the events backend.
 */
const LANES = 8;

/** How many things of a type browsers are told one by one. */
const MOST_SIGNALS = 10;

/**
 * Publishes every change to the platform's events service, those of an entity
 * in order.
 */
export function eventsPublisher(events: EventsService): ExternalSubscriber {
  return {
    name: 'events',
    atOnce: LANES * 4,
    async handle(changes) {
      const byEntity = groupBy(
        changes,
        ({ entity_type, entity_id }) => `${entity_type}:${entity_id}`,
      );
      await inLanes(Object.values(byEntity), async ofEntity => {
        for (const change of ofEntity) {
          await events.publish({ topic: CHANGES_TOPIC, eventPayload: change });
        }
      });
    },
  };
}

/** Tells browsers which things changed: ids, never content. */
export function signalsPublisher(signals: SignalsService): ExternalSubscriber {
  return {
    name: 'signals',
    // More than events: many of a type are told as one.
    atOnce: LANES * 16,
    async handle(changes) {
      const ofTypes = groupBy(
        changes,
        ({ workspace_id, entity_type }) => `${workspace_id}:${entity_type}`,
      );
      const messages = Object.values(ofTypes).flatMap(signalsOf);
      await inLanes(messages, message =>
        signals.publish({
          recipients: { type: 'broadcast' },
          channel: SIGNALS_CHANNEL,
          message,
        }),
      );
    },
  };
}

/** What browsers are told of changes to things of one type in a workspace. */
function signalsOf(changes: ChangeEvent[]): CallboardSignal[] {
  const [{ workspace_id, entity_type }] = changes;
  // Thousands of details are told as one.
  const ids = new Set(
    changes.map(({ is_detail, batch_id, entity_id }) =>
      is_detail ? batch_id! : entity_id,
    ),
  );
  // Nobody reads so many things again one by one: this stands for all of them.
  const told = ids.size > MOST_SIGNALS ? [changes[0].id] : [...ids];
  return told.map(entity_id => ({
    type: 'change',
    workspace_id,
    entity_type,
    entity_id,
  }));
}

/**
 * Publishes several things at the same time.
 *
 * @throws the first failure, once nothing is under way any more: whoever tries
 * again must not be overtaken
 */
async function inLanes<T>(
  things: readonly T[],
  publish: (thing: T) => Promise<void>,
): Promise<void> {
  const lanes = Array.from({ length: LANES }, (_, lane) =>
    things.filter((_thing, index) => index % LANES === lane),
  );
  const results = await Promise.allSettled(
    lanes.map(async lane => {
      for (const thing of lane) {
        await publish(thing);
      }
    }),
  );
  for (const result of results) {
    if (result.status === 'rejected') {
      throw result.reason;
    }
  }
}
