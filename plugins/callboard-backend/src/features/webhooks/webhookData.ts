import { FeatureTables } from '../../database/FeatureTables';

const jsonPaths = {
  body: ['$.activity.actor.display_name', '$.activity.changes', '$.data'],
};

export const webhookData: FeatureTables = {
  domain: 'webhooks',
  // A reset must not delete the key: replicas have cached it and continue to encrypt with it.
  preservedTables: ['webhook_keys'],
  personal: [
    {
      table: 'webhook_events',
      identifiedBy: [
        {
          column: 'body',
          path: '$.activity.actor.user_ref',
          holds: 'user_ref',
        },
      ],
      columns: [],
      jsonPaths,
      erasure: {},
    },
    {
      table: 'webhook_events',
      identifiedBy: [
        // The person that an event concerns.
        { column: 'body', path: '$.data.user_ref', holds: 'user_ref' },
        { column: 'body', path: '$.data.logged_by', holds: 'user_ref' },
        { column: 'body', path: '$.data.author_ref', holds: 'user_ref' },
        { column: 'body', path: '$.data.member_id', holds: 'user_ref' },
        { column: 'body', path: '$.data.id', holds: 'staff.id' },
      ],
      columns: [],
      jsonPaths,
      erasure: { 'body $.activity.changes': null, 'body $.data': null },
    },
    {
      table: 'webhook_deliveries',
      identifiedBy: [
        { column: 'entity_id', holds: 'staff.id' },
        { column: 'entity_id', holds: 'memberships.id' },
      ],
      columns: ['entity_label'],
      erasure: { entity_label: null },
    },
  ],
  nonPersonalColumns: { webhooks: ['name'] },
};
