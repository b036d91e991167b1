import { FeatureTables } from '../../database/FeatureTables';

/** The workspaces. */
export const workspaceData: FeatureTables = {
  domain: 'workspaces',
  tables: ['workspaces'],
  personal: [],
  impersonal: { workspaces: ['name', 'settings'] },
};
