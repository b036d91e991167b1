import { ERASED_NAME } from '@callboard/plugin-callboard-common';
import { StoredData } from '../../../database/StoredData';

/** Who looked at what people did. */
export const looksData: StoredData = {
  domain: 'looks',
  tables: ['activity_looks'],
  personal: [
    {
      table: 'activity_looks',
      identifiedBy: [{ column: 'person_ref', holds: 'user_ref' }],
      columns: ['kind', 'scope', 'workspace_id', 'reason', 'rows', 'looked_at'],
      erasure: 'row',
    },
    // What they looked at themselves.
    {
      table: 'activity_looks',
      identifiedBy: [{ column: 'looked_by', holds: 'user_ref' }],
      columns: ['looked_by_name', 'kind', 'reason', 'looked_at'],
      erasure: { looked_by_name: ERASED_NAME },
      names: [['looked_by_name']],
    },
  ],
  impersonal: {},
};
