import {
  BackendFeature,
  createBackendModule,
} from '@backstage/backend-plugin-api';
import { EventParams, eventsServiceRef } from '@backstage/plugin-events-node';
import { ChangeEvent, CHANGES_TOPIC } from '@callboard/plugin-callboard-common';

/** A module that records changes from the platform's events service. */
export function createEventListener(): {
  module: BackendFeature;
  events: Array<EventParams & { eventPayload: ChangeEvent }>;
} {
  const events: Array<EventParams & { eventPayload: ChangeEvent }> = [];
  const module = createBackendModule({
    pluginId: 'callboard',
    moduleId: 'listener',
    register: env =>
      env.registerInit({
        deps: { service: eventsServiceRef },
        init: async ({ service }) => {
          await service.subscribe({
            id: 'listener',
            topics: [CHANGES_TOPIC],
            onEvent: async event => {
              events.push({
                ...event,
                eventPayload: event.eventPayload as ChangeEvent,
              });
            },
          });
        },
      }),
  });
  return { module, events };
}
