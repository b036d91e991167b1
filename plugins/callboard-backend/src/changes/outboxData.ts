import { StoredData } from '../database/StoredData';

/** Changes on their way to subscribers. */
export const outboxData: StoredData = {
  tables: ['outbox', 'outbox_dispatches'],
  // Replicas write down which subscribers they have when they start.
  keptTables: ['outbox_subscribers'],
  personal: [
    {
      table: 'outbox',
      identifiedBy: [{ column: 'people', path: '$[*]', holds: 'user_ref' }],
      columns: [],
      jsonPaths: { resource: ['$'] },
    },
  ],
  impersonal: { outbox_subscribers: ['name'] },
};
