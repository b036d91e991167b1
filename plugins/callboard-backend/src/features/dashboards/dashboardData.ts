import { StoredData } from '../../database/StoredData';

/** Dashboards, what is on them, and whose favourites they are. */
export const dashboardData: StoredData = {
  tables: ['dashboard_favourites', 'dashboard_widgets', 'dashboards'],
  personal: [
    {
      table: 'dashboards',
      identifiedBy: [{ column: 'owner_ref', holds: 'user_ref' }],
      columns: [],
    },
    {
      table: 'dashboard_favourites',
      identifiedBy: [{ column: 'user_ref', holds: 'user_ref' }],
      columns: ['dashboard_id'],
    },
  ],
  impersonal: { dashboards: ['name', 'sort_name'] },
};
