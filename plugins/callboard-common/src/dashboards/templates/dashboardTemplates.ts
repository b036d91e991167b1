import { WidgetFilters } from '../widgetConfig';
import {
  DashboardTemplate,
  createRow,
  createTemplate,
  createActivityChart,
  createItemList,
  createTimeChart,
  createWorkChart,
} from './DashboardTemplate';

/** Selects work in progress. Work that has not started is not part of the workload. */
const startedWork: WidgetFilters = { state_groups: ['started'] };

/** Selects work that is neither completed nor cancelled. */
const openWork: WidgetFilters = {
  state_groups: ['backlog', 'unstarted', 'started'],
};

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

const completedInLast30Days = {
  x_axis: 'COMPLETED_AT',
  date_range: 'last_30_days',
} as const;

/**
 * Shows whether work gets done. The dashboard has no range: open and late work counts regardless of
 * age, and each widget about a period has its own range.
 */
const delivery = createTemplate(
  'delivery',
  {
    name: 'Delivery',
    description: 'Open work, overdue work and cycle time.',
    config: {},
  },
  [
    createRow(2, [
      createWorkChart(2, 'In progress', 'number', { metric: 'in_progress' }),
      createWorkChart(2, 'Overdue', 'number', { metric: 'overdue' }),
      createWorkChart(2, 'Due this week', 'number', {
        metric: 'due_this_week',
      }),
      createWorkChart(3, 'Completed, last 30 days', 'number', {
        metric: 'completed',
        ...completedInLast30Days,
      }),
      createWorkChart(3, 'Cycle time, last 30 days', 'number', {
        metric: 'cycle_time_hours',
        ...completedInLast30Days,
      }),
    ]),
    createRow(6, [
      createItemList(8, 'Due soon', {
        x_axis: 'TARGET_DATE',
        date_range: 'this_week',
        filters: openWork,
      }),
      createWorkChart(4, 'Open work by label', 'bar', {
        x_axis: 'LABELS',
        filters: openWork,
        limit: 15,
      }),
    ]),
    createRow(6, [
      createWorkChart(
        6,
        'Created vs completed per week',
        'created_vs_completed',
        { ...byWeek },
      ),
      createWorkChart(6, 'Cumulative flow', 'cumulative_flow', { ...byWeek }),
    ]),
    createRow(6, [
      createWorkChart(8, 'Open work by project', 'stacked_bar', {
        x_axis: 'PROJECT',
        group_by: 'STATE_GROUPS',
        filters: openWork,
        limit: 20,
      }),
      createWorkChart(4, 'Open work by priority', 'donut', {
        x_axis: 'PRIORITY',
        filters: openWork,
      }),
    ]),
    createRow(6, [
      createWorkChart(6, 'Completed per week, by project', 'stacked_bar', {
        x_axis: 'COMPLETED_AT',
        group_by: 'PROJECT',
        metric: 'throughput',
        ...byWeek,
      }),
      createWorkChart(6, 'Cycle time', 'cycle_time', {
        date_range: 'last_3_months',
      }),
    ]),
    createRow(7, [
      createWorkChart(12, 'In progress by assignee and priority', 'heatmap', {
        x_axis: 'ASSIGNEES',
        group_by: 'PRIORITY',
        filters: startedWork,
        limit: 20,
      }),
    ]),
  ],
);

/** Shows the workload. As in the delivery template, only widgets about a period have a range. */
const teamHealth = createTemplate(
  'team_health',
  {
    name: 'Team health',
    description: 'Workload per person, and where time goes.',
    config: {},
  },
  [
    createRow(2, [
      createWorkChart(3, 'Open', 'number', { filters: openWork }),
      // The range `this_week` would compare a partial week with a full one.
      createWorkChart(3, 'Completed, last 7 days', 'number', {
        metric: 'completed',
        x_axis: 'COMPLETED_AT',
        date_range: 'last_7_days',
      }),
      createWorkChart(3, 'Cycle time, last 30 days', 'number', {
        metric: 'cycle_time_hours',
        x_axis: 'COMPLETED_AT',
        date_range: 'last_30_days',
      }),
      createTimeChart(3, 'Logged, last 30 days', 'number', {
        metric: 'logged_minutes',
        x_axis: 'LOGGED_AT',
        date_range: 'last_30_days',
      }),
    ]),
    createRow(7, [
      createWorkChart(6, 'In progress per person', 'stacked_bar', {
        x_axis: 'ASSIGNEES',
        group_by: 'PRIORITY',
        filters: startedWork,
        limit: 10,
      }),
      createWorkChart(6, 'Unassigned by project', 'stacked_bar', {
        x_axis: 'PROJECT',
        group_by: 'STATE_GROUPS',
        filters: { ...openWork, assignees: [null] },
        limit: 20,
      }),
    ]),
    createRow(6, [
      createWorkChart(6, 'Completed per week', 'bar', {
        x_axis: 'COMPLETED_AT',
        metric: 'throughput',
        ...byWeek,
      }),
      createWorkChart(6, 'Cycle time per week, median in hours', 'line', {
        x_axis: 'COMPLETED_AT',
        metric: 'cycle_time_hours',
        ...byWeek,
      }),
    ]),
    createRow(8, [
      createTimeChart(6, 'Logged per day, by person', 'stacked_bar', {
        x_axis: 'LOGGED_AT',
        group_by: 'MEMBER',
        metric: 'logged_minutes',
        date_range: 'last_30_days',
      }),
      createTimeChart(6, 'Logged per person, last 30 days', 'bar', {
        x_axis: 'MEMBER',
        metric: 'logged_minutes',
        date_range: 'last_30_days',
        limit: 10,
      }),
    ]),
  ],
);

/** Shows where the time goes. All widgets use the range of the dashboard. */
const timeSpent = createTemplate(
  'time',
  {
    name: 'Time',
    description: 'Logged hours in the last 30 days.',
    config: { date_range: 'last_30_days' },
  },
  [
    createRow(2, [
      createTimeChart(3, 'Logged', 'number', {
        x_axis: 'LOGGED_AT',
        metric: 'logged_minutes',
      }),
      createTimeChart(3, 'Billable', 'number', {
        x_axis: 'LOGGED_AT',
        metric: 'logged_minutes',
        filters: { is_billable: [true] },
      }),
      createTimeChart(3, 'People who logged time', 'number', {
        x_axis: 'LOGGED_AT',
        metric: 'people',
      }),
      createTimeChart(3, 'Time entries', 'number', {
        x_axis: 'LOGGED_AT',
        metric: 'count',
      }),
    ]),
    createRow(6, [
      createTimeChart(8, 'Logged per day', 'stacked_bar', {
        x_axis: 'LOGGED_AT',
        group_by: 'BILLABLE',
        metric: 'logged_minutes',
      }),
      createTimeChart(4, 'Billable share', 'donut', {
        x_axis: 'BILLABLE',
        metric: 'logged_minutes',
      }),
    ]),
    createRow(7, [
      createTimeChart(6, 'By project', 'bar', {
        x_axis: 'PROJECT',
        limit: 20,
        metric: 'logged_minutes',
      }),
      createTimeChart(6, 'By person', 'bar', {
        x_axis: 'MEMBER',
        limit: 20,
        metric: 'logged_minutes',
      }),
    ]),
    createRow(6, [
      createTimeChart(6, 'By activity type', 'bar', {
        x_axis: 'ACTIVITY_TYPE',
        limit: 15,
        metric: 'logged_minutes',
      }),
      createTimeChart(6, 'By department', 'bar', {
        x_axis: 'DEPARTMENT',
        limit: 20,
        metric: 'logged_minutes',
      }),
    ]),
    createRow(8, [
      createTimeChart(12, 'Work items with the most time', 'table', {
        x_axis: 'WORK_ITEM',
        group_by: 'BILLABLE',
        limit: 25,
        metric: 'logged_minutes',
      }),
    ]),
  ],
);

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
    createRow(2, [
      createActivityChart(3, 'People', 'number', {
        x_axis: 'DAY',
        metric: 'people',
      }),
      createActivityChart(3, 'Actions', 'number', { x_axis: 'DAY' }),
      createActivityChart(3, 'Pages viewed', 'number', {
        x_axis: 'DAY',
        filters: { actions: ['page_view'] },
      }),
      createActivityChart(3, 'Entities created', 'number', {
        x_axis: 'DAY',
        filters: { actions: ['create'] },
      }),
    ]),
    createRow(6, [
      createActivityChart(6, 'People per day', 'line', {
        x_axis: 'DAY',
        metric: 'people',
      }),
      createActivityChart(6, 'Activity per day', 'area', { x_axis: 'DAY' }),
    ]),
    createRow(7, [
      createActivityChart(6, 'By action', 'bar', {
        x_axis: 'ACTION',
        limit: 15,
      }),
      createActivityChart(6, 'By entity type', 'bar', {
        x_axis: 'ENTITY_TYPE',
        limit: 15,
      }),
    ]),
    createRow(7, [
      createActivityChart(6, 'Most active people', 'bar', {
        x_axis: 'USER',
        limit: 20,
      }),
      createActivityChart(6, 'People by entity type', 'bar', {
        x_axis: 'ENTITY_TYPE',
        metric: 'people',
        limit: 15,
      }),
    ]),
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
