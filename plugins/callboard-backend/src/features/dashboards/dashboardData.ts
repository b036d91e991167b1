import { StoredData } from '../../database/StoredData';

/** Dashboards, what is on them, whose favourites they are, and who is mailed them. */
export const dashboardData: StoredData = {
  tables: [
    'dashboard_favourites',
    'dashboard_schedules',
    'dashboard_widgets',
    'dashboards',
  ],
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
    {
      table: 'dashboard_schedules',
      identifiedBy: [
        { column: 'recipient_refs', path: '$[*]', holds: 'user_ref' },
      ],
      columns: [],
    },
  ],
  impersonal: { dashboards: ['name', 'sort_name'] },
};
