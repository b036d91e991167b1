import { randomUUID } from 'node:crypto';

/** How many events come in a batch: the most that a post takes. */
export const BATCH = 100;

/** What a browser reports of somebody who looks at things in the catalog. */
export function eventOf(who, n) {
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
function analyticsOf(who, n) {
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

const batchOf = eventsOf => (who, n) =>
  Array.from({ length: BATCH }, (_, at) => eventsOf(who, n * BATCH + at));

/** What is posted, by its name. */
export const bodies = {
  event: eventOf,
  batch: batchOf(eventOf),
  analyticsEvent: (who, n) => [analyticsOf(who, n)],
  analyticsBatch: batchOf(analyticsOf),
};
