import { WidgetFilters } from '@callboard/plugin-callboard-common';
import { declareUserRows, FeatureTables } from '../../database/FeatureTables';

const personFilters: ReadonlyArray<keyof WidgetFilters> = [
  'assignees',
  'created_by',
  'member_ids',
  'user_ids',
];

const filteredPeople = personFilters.map(name => ({
  column: 'config',
  path: `$.filters.${name}[*]`,
  holds: 'user_ref' as const,
}));

/** The tables of dashboards, widgets, favourites, thresholds, schedules and subscriptions. */
export const dashboardData: FeatureTables = {
  domain: 'dashboards',
  personal: [
    {
      table: 'dashboards',
      identifiedBy: [
        { column: 'owner_ref', holds: 'user_ref' },
        ...filteredPeople,
      ],
      columns: [],
      erasure: {},
    },
    {
      table: 'dashboard_widgets',
      identifiedBy: filteredPeople,
      columns: [],
      erasure: {},
    },
    declareUserRows('dashboard_favourites', ['dashboard_id']),
    declareUserRows('dashboard_subscriptions', ['dashboard_id', 'level']),
    {
      table: 'threshold_checks',
      identifiedBy: [{ column: 'after_ref', holds: 'user_ref' }],
      columns: [],
      erasure: {},
    },
    declareUserRows('crossed_thresholds', ['widget_id', 'position']),
    {
      table: 'dashboard_schedules',
      identifiedBy: [
        { column: 'created_by', holds: 'user_ref' },
        { column: 'recipient_refs', path: '$[*]', holds: 'user_ref' },
      ],
      columns: [],
      erasure: {},
    },
  ],
  nonPersonalColumns: { dashboards: ['name', 'sort_name'] },
};
