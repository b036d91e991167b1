import { ERASED_NAME } from '@callboard/plugin-callboard-common';
import { StoredData } from '../../../database/StoredData';

/** Who looked at what people did. */
export const accessLogData: StoredData = {
  domain: 'accessLog',
  tables: ['access_log'],
  personal: [
    {
      table: 'access_log',
      identifiedBy: [{ column: 'person_ref', holds: 'user_ref' }],
      columns: ['kind', 'scope', 'workspace_id', 'reason', 'rows', 'viewed_at'],
      erasure: 'row',
    },
    // What they looked at themselves.
    {
      table: 'access_log',
      identifiedBy: [{ column: 'viewed_by', holds: 'user_ref' }],
      columns: ['viewed_by_name', 'kind', 'reason', 'viewed_at'],
      erasure: { viewed_by_name: ERASED_NAME },
      names: [['viewed_by_name']],
    },
  ],
  impersonal: {},
};
