import { StoredData } from '../database/StoredData';

/** The owners of entities, as the portal named them last. */
export const accessData: StoredData = {
  domain: 'access',
  tables: [],
  // No demo data, and as true after a reset as before.
  preservedTables: ['ownership_refs'],
  personal: [
    {
      table: 'ownership_refs',
      identifiedBy: [{ column: 'user_ref', holds: 'user_ref' }],
      columns: ['owner_ref', 'seen_at'],
      erasure: 'row',
    },
  ],
  impersonal: {},
};
