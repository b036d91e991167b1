import { FeatureTables } from '../database/FeatureTables';

/** Changes that are being dispatched to subscribers. */
export const outboxData: FeatureTables = {
  domain: 'outbox',
  tables: ['outbox', 'outbox_dispatches'],
  // Replicas register their subscribers when they start.
  preservedTables: ['outbox_subscribers'],
  personal: [
    {
      table: 'outbox',
      identifiedBy: [
        { column: 'people', path: '$[*]', holds: 'user_ref' },
        { column: 'resource', path: '$.user_ref', holds: 'user_ref' },
        { column: 'resource', path: '$.logged_by', holds: 'user_ref' },
        { column: 'resource', path: '$.author_ref', holds: 'user_ref' },
        { column: 'resource', path: '$.id', holds: 'staff.id' },
      ],
      columns: [],
      jsonPaths: { resource: ['$'] },
      erasure: { resource: null },
    },
  ],
  nonPersonalColumns: { outbox_subscribers: ['name'] },
};
