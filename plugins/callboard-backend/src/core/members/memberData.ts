import { StoredData } from '../../database/StoredData';

/**
 * The members of workspaces and projects, and the sources of their memberships.
 */
export const memberData: StoredData = {
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
    },
    {
      table: 'membership_sources',
      identifiedBy: [{ column: 'member_id', holds: 'memberships.id' }],
      columns: ['source', 'rank', 'department_id', 'link_id'],
    },
  ],
  impersonal: {},
};
