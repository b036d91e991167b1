import { StoredData } from '../../database/StoredData';

/** The tenants. */
export const workspaceData: StoredData = {
  tables: ['workspaces'],
  personal: [],
  impersonal: { workspaces: ['name', 'settings'] },
};
