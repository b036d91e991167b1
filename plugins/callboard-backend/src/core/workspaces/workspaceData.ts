import { StoredData } from '../../database/StoredData';

/** The workspaces. */
export const workspaceData: StoredData = {
  domain: 'workspaces',
  tables: ['workspaces'],
  personal: [],
  impersonal: { workspaces: ['name', 'settings'] },
};
