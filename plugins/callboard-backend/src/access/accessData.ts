import { FeatureTables } from '../database/FeatureTables';

/** The owners of entities, as the portal last reported them. */
export const accessData: FeatureTables = {
  domain: 'access',
  tables: [],
  // Not demonstration data, and still valid after a reset.
  preservedTables: ['ownership_refs'],
  personal: [
    {
      table: 'ownership_refs',
      identifiedBy: [{ column: 'user_ref', holds: 'user_ref' }],
      columns: ['owner_ref', 'seen_at'],
      erasure: 'row',
    },
  ],
  nonPersonalColumns: {},
};
