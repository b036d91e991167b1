import { randomUUID } from 'node:crypto';

/** The most events that one request takes. */
export const BATCH = 100;

/** An event that a browser posts when somebody opens an entity of the catalog. */
export function createEvent(who, n) {
  const name = `service-${(n * 7 + who) % 500}`;
  return {
    action: 'entity_view',
    entity_type: 'component',
    entity_id: `component:default/${name}`,
    entity_label: name,
    metadata: { path: `/catalog/default/component/${name}` },
    client_event_id: randomUUID(),
  };
}

/** The same as the portal's analytics events, as the other plugin takes them. */
function createAnalyticsEvent(who, n) {
  const name = `service-${(n * 7 + who) % 500}`;
  return {
    action: 'navigate',
    subject: `/catalog/default/component/${name}`,
    attributes: {},
    context: {
      pluginId: 'catalog',
      extensionId: 'page:catalog/entity',
      userName: `user:default/p${who}`,
      userId: `p${who}`,
      timestamp: new Date().toISOString(),
    },
  };
}

/** The bodies of requests, by name. */
export const bodies = {
  event: createEvent,
  batch: (who, n) =>
    Array.from({ length: BATCH }, (_, at) => createEvent(who, n * BATCH + at)),
  analyticsEvent: (who, n) => [createAnalyticsEvent(who, n)],
};
