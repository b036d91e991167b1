import { declareUserRows, FeatureTables } from '../../database/FeatureTables';

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
    declareUserRows('digests', ['frequency', 'at', 'weekday', 'timezone']),
    declareUserRows('digest_backfill', ['notification_id', 'since']),
  ],
};
