import {
  DashboardTemplate,
  createTemplate,
  createActivityChart,
  createTimeChart,
  createWorkChart,
  openWork,
  startedWork,
} from './DashboardTemplate';
import { delivery } from './delivery';
import { timeSpent } from './timeSpent';

const emptyTemplate = createTemplate(
  'empty',
  {
    name: 'New dashboard',
    description: null,
    config: { date_range: 'last_30_days' },
  },
  [],
);

const byWeek = { interval: 'week', date_range: 'last_3_months' } as const;

/** Shows the workload. As in the delivery template, only charts of the past have a range. */
const teamHealth = createTemplate(
  'team_health',
  {
    name: 'Team health',
    description: 'Workload per person, and where time goes.',
    config: {},
  },
  [
    {
      height: 2,
      widgets: [
        createWorkChart(3, 'Open', {
          chart_type: 'number',
          filters: openWork,
        }),
        // The range `this_week` would compare a partial week with a full one.
        createWorkChart(3, 'Completed, last 7 days', {
          chart_type: 'number',
          metric: 'completed',
          x_axis: 'COMPLETED_AT',
          date_range: 'last_7_days',
        }),
        createWorkChart(3, 'Cycle time, last 30 days', {
          chart_type: 'number',
          metric: 'cycle_time_hours',
          x_axis: 'COMPLETED_AT',
          date_range: 'last_30_days',
        }),
        createTimeChart(3, 'Logged, last 30 days', {
          chart_type: 'number',
          metric: 'logged_minutes',
          x_axis: 'LOGGED_AT',
          date_range: 'last_30_days',
        }),
      ],
    },
    {
      height: 7,
      widgets: [
        createWorkChart(6, 'In progress per person', {
          chart_type: 'stacked_bar',
          x_axis: 'ASSIGNEES',
          group_by: 'PRIORITY',
          filters: startedWork,
          limit: 10,
        }),
        createWorkChart(6, 'Unassigned by project', {
          chart_type: 'stacked_bar',
          x_axis: 'PROJECT',
          group_by: 'STATE_GROUPS',
          filters: { ...openWork, assignees: [null] },
          limit: 20,
        }),
      ],
    },
    {
      height: 6,
      widgets: [
        createWorkChart(6, 'Completed per week', {
          chart_type: 'bar',
          x_axis: 'COMPLETED_AT',
          metric: 'throughput',
          ...byWeek,
        }),
        createWorkChart(6, 'Cycle time per week, median in hours', {
          chart_type: 'line',
          x_axis: 'COMPLETED_AT',
          metric: 'cycle_time_hours',
          ...byWeek,
        }),
      ],
    },
    {
      height: 8,
      widgets: [
        createTimeChart(6, 'Logged per day, by person', {
          chart_type: 'stacked_bar',
          x_axis: 'LOGGED_AT',
          group_by: 'MEMBER',
          metric: 'logged_minutes',
          date_range: 'last_30_days',
        }),
        createTimeChart(6, 'Logged per person, last 30 days', {
          chart_type: 'bar',
          x_axis: 'MEMBER',
          metric: 'logged_minutes',
          date_range: 'last_30_days',
          limit: 10,
        }),
      ],
    },
  ],
);

const numberChart = { chart_type: 'number', x_axis: 'DAY' } as const;

/** Shows who uses the portal, and for what. All widgets use the range of the dashboard. */
const adoption = createTemplate(
  'adoption',
  {
    name: 'Portal adoption',
    description:
      'Portal usage in the last 30 days: people, actions and entity types.',
    config: { date_range: 'last_30_days' },
  },
  [
    {
      height: 2,
      widgets: [
        createActivityChart(3, 'People', {
          ...numberChart,
          metric: 'people',
        }),
        createActivityChart(3, 'Actions', numberChart),
        createActivityChart(3, 'Pages viewed', {
          ...numberChart,
          filters: { actions: ['page_view'] },
        }),
        createActivityChart(3, 'Entities created', {
          ...numberChart,
          filters: { actions: ['create'] },
        }),
      ],
    },
    {
      height: 6,
      widgets: [
        createActivityChart(6, 'People per day', {
          chart_type: 'line',
          x_axis: 'DAY',
          metric: 'people',
        }),
        createActivityChart(6, 'Activity per day', {
          chart_type: 'area',
          x_axis: 'DAY',
        }),
      ],
    },
    {
      height: 7,
      widgets: [
        createActivityChart(6, 'By action', {
          chart_type: 'bar',
          x_axis: 'ACTION',
          limit: 15,
        }),
        createActivityChart(6, 'By entity type', {
          chart_type: 'bar',
          x_axis: 'ENTITY_TYPE',
          limit: 15,
        }),
      ],
    },
    {
      height: 7,
      widgets: [
        createActivityChart(6, 'Most active people', {
          chart_type: 'bar',
          x_axis: 'USER',
          limit: 20,
        }),
        createActivityChart(6, 'People by entity type', {
          chart_type: 'bar',
          x_axis: 'ENTITY_TYPE',
          metric: 'people',
          limit: 15,
        }),
      ],
    },
  ],
);

/** The dashboard templates, in display order. @public */
export const dashboardTemplates: readonly DashboardTemplate[] = [
  delivery,
  teamHealth,
  timeSpent,
  adoption,
  emptyTemplate,
];
