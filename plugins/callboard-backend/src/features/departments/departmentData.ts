import { FeatureTables } from '../../database/FeatureTables';

export const departmentData: FeatureTables = {
  domain: 'departments',
  personal: [
    {
      table: 'departments',
      identifiedBy: [{ column: 'manager_ref', holds: 'user_ref' }],
      columns: [],
      erasure: {},
    },
  ],
  nonPersonalColumns: {
    departments: [
      'name',
      'sort_name',
      'short_name',
      'search_text',
      'entity_ref',
    ],
  },
};
