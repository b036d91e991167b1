import { FeatureTables } from '../../../database/FeatureTables';

/** The table of erasures. */
export const erasuresData: FeatureTables = {
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
  // Identifies the person until the erasure is complete; never shown, as it would reveal the
  // pseudonym.
  nonPersonalColumns: { erasures: ['user_ref', 'person'] },
};
