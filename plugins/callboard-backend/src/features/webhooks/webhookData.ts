import { StoredData } from '../../database/StoredData';

/** Webhooks, and what was sent to them. */
export const webhookData: StoredData = {
  tables: ['webhook_tries', 'webhook_deliveries', 'webhook_events', 'webhooks'],
  // What has been encrypted with it is gone, but replicas remember the key.
  keptTables: ['webhook_keys'],
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
      jsonPaths: { body: ['$.activity.actor.display_name', '$.data'] },
    },
  ],
  impersonal: { webhooks: ['name'] },
};
