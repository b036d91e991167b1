import { FeatureTables } from '../../database/FeatureTables';

export const mailData: FeatureTables = {
  domain: 'mail',
  // Contains the secret that signs links in emails. Links in sent emails must stay valid.
  preservedTables: ['mail_server'],
  personal: [
    {
      table: 'mails',
      identifiedBy: [
        { column: 'user_ref', holds: 'user_ref' },
        { column: 'email', holds: 'email' },
      ],
      columns: ['kind', 'about', 'last_error'],
      erasure: 'row',
    },
    {
      table: 'digests',
      identifiedBy: [{ column: 'user_ref', holds: 'user_ref' }],
      columns: ['frequency', 'at', 'weekday', 'timezone'],
      erasure: 'row',
    },
    {
      table: 'digest_backfill',
      identifiedBy: [{ column: 'user_ref', holds: 'user_ref' }],
      columns: ['notification_id', 'since'],
      erasure: 'row',
    },
  ],
};
