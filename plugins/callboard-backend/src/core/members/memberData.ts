import { ERASED_NAME } from '@callboard/plugin-callboard-common';
import { normaliseForSearch } from '../../database/normaliseForSearch';
import { FeatureTables } from '../../database/FeatureTables';

/**
 * The members of workspaces and projects, and the sources of their memberships.
 */
export const memberData: FeatureTables = {
  domain: 'members',
  tables: ['membership_sources', 'memberships'],
  personal: [
    {
      table: 'memberships',
      identifiedBy: [{ column: 'user_ref', holds: 'user_ref' }],
      columns: [
        'sort_name',
        'scope',
        'scope_id',
        'rank',
        'created_at',
        'deleted_at',
        'taken_back_at',
      ],
      erasure: { sort_name: normaliseForSearch(ERASED_NAME) },
      names: [['sort_name']],
    },
    {
      table: 'membership_sources',
      identifiedBy: [{ column: 'member_id', holds: 'memberships.id' }],
      columns: ['source', 'rank', 'department_id', 'link_id'],
      erasure: {},
    },
  ],
  nonPersonalColumns: {},
};
