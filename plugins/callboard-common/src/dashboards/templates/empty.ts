import { DashboardTemplate } from './DashboardTemplate';

/** An empty dashboard. */
export const emptyTemplate: DashboardTemplate = {
  name: 'empty',
  dashboard: {
    callboard_dashboard: 1,
    name: 'New dashboard',
    description: null,
    config: { date_range: 'last_30_days' },
    references: [],
    widgets: [],
  },
};
