import { ERASED_NAME } from '@callboard/plugin-callboard-common';
import { FeatureTables } from '../../../database/FeatureTables';

/** The table of the access log and its personal columns. */
export const accessLogData: FeatureTables = {
  domain: 'accessLog',
  tables: ['access_log'],
  personal: [
    {
      table: 'access_log',
      identifiedBy: [{ column: 'person_ref', holds: 'user_ref' }],
      columns: ['kind', 'scope', 'workspace_id', 'reason', 'rows', 'viewed_at'],
      erasure: 'row',
    },
    // The person's own views of others.
    {
      table: 'access_log',
      identifiedBy: [{ column: 'viewed_by', holds: 'user_ref' }],
      columns: ['viewed_by_name', 'kind', 'reason', 'viewed_at'],
      erasure: { viewed_by_name: ERASED_NAME },
      names: [['viewed_by_name']],
    },
  ],
  nonPersonalColumns: {},
};
