import { StoredData } from '../../../database/StoredData';

/** Erasures. */
export const erasuresData: StoredData = {
  domain: 'erasures',
  tables: ['erasures'],
  personal: [
    {
      table: 'erasures',
      identifiedBy: [{ column: 'requested_by', holds: 'user_ref' }],
      columns: ['reason', 'started_at'],
      erasure: {},
    },
  ],
  // Of whom it is, until it is done: nobody is shown whose a pseudonym becomes.
  impersonal: { erasures: ['user_ref', 'person'] },
};
