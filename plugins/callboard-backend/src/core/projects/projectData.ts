import { FeatureTables } from '../../database/FeatureTables';

/** Projects and their owners in the catalog. */
export const projectData: FeatureTables = {
  domain: 'projects',
  tables: ['project_owners', 'projects'],
  personal: [
    {
      table: 'project_owners',
      identifiedBy: [{ column: 'owner_ref', holds: 'user_ref' }],
      columns: ['project_id'],
      erasure: {},
    },
  ],
  nonPersonalColumns: {
    projects: ['entity_ref', 'name', 'sort_name', 'settings'],
  },
};
