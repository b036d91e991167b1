import { FeatureTables } from '../../database/FeatureTables';

/** The workspaces. */
export const workspaceData: FeatureTables = {
  domain: 'workspaces',
  tables: ['workspaces'],
  personal: [],
  nonPersonalColumns: { workspaces: ['name', 'settings'] },
};
