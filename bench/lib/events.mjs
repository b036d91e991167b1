import { randomUUID } from 'node:crypto';
import { range } from './backend.mjs';

export const BATCH = 100;

/** Creates the event that a browser posts when a user opens a catalog entity. */
function createEvent(who, n) {
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

/** Creates the same event in the format of the plugin that Callboard is compared with. */
function createAnalyticsEvent(who, n) {
  const name = `service-${(n * 7 + who) % 500}`;
  const page = { pluginId: 'catalog', extensionId: 'page:catalog/entity' };
  const person = { userName: `user:default/p${who}`, userId: `p${who}` };
  return {
    action: 'navigate',
    attributes: {},
    subject: `/catalog/default/component/${name}`,
    context: { ...page, ...person, timestamp: new Date().toISOString() },
  };
}

export const bodies = {
  event: createEvent,
  batch: (who, n) => range(BATCH).map(i => createEvent(who, n * BATCH + i)),
  analyticsEvent: (who, n) => [createAnalyticsEvent(who, n)],
};
