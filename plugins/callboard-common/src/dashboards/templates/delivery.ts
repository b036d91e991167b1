import {
  createTemplate,
  createItemList,
  createWorkChart,
  openWork,
  startedWork,
} from './DashboardTemplate';

const completedInLast30Days = {
  x_axis: 'COMPLETED_AT',
  date_range: 'last_30_days',
} as const;
const byWeek = { interval: 'week', date_range: 'last_3_months' } as const;

/**
 * Shows whether work gets done. The dashboard has no range: open and late work counts regardless of
 * age, and each chart of the past has its own range.
 */
export const delivery = createTemplate(
  'delivery',
  {
    name: 'Delivery',
    description: 'Open work, overdue work and cycle time.',
    config: {},
  },
  [
    {
      height: 2,
      widgets: [
        createWorkChart(2, 'In progress', {
          chart_type: 'number',
          metric: 'in_progress',
        }),
        createWorkChart(2, 'Overdue', {
          chart_type: 'number',
          metric: 'overdue',
        }),
        createWorkChart(2, 'Due this week', {
          chart_type: 'number',
          metric: 'due_this_week',
        }),
        createWorkChart(3, 'Completed, last 30 days', {
          chart_type: 'number',
          metric: 'completed',
          ...completedInLast30Days,
        }),
        createWorkChart(3, 'Cycle time, last 30 days', {
          chart_type: 'number',
          metric: 'cycle_time_hours',
          ...completedInLast30Days,
        }),
      ],
    },
    {
      height: 6,
      widgets: [
        createItemList(8, 'Due soon', {
          x_axis: 'TARGET_DATE',
          date_range: 'this_week',
          filters: openWork,
        }),
        createWorkChart(4, 'Open work by label', {
          chart_type: 'bar',
          x_axis: 'LABELS',
          filters: openWork,
          limit: 15,
        }),
      ],
    },
    {
      height: 6,
      widgets: [
        createWorkChart(6, 'Created vs completed per week', {
          chart_type: 'created_vs_completed',
          ...byWeek,
        }),
        createWorkChart(6, 'Cumulative flow', {
          chart_type: 'cumulative_flow',
          ...byWeek,
        }),
      ],
    },
    {
      height: 6,
      widgets: [
        createWorkChart(8, 'Open work by project', {
          chart_type: 'stacked_bar',
          x_axis: 'PROJECT',
          group_by: 'STATE_GROUPS',
          filters: openWork,
          limit: 20,
        }),
        createWorkChart(4, 'Open work by priority', {
          chart_type: 'donut',
          x_axis: 'PRIORITY',
          filters: openWork,
        }),
      ],
    },
    {
      height: 6,
      widgets: [
        createWorkChart(6, 'Completed per week, by project', {
          chart_type: 'stacked_bar',
          x_axis: 'COMPLETED_AT',
          group_by: 'PROJECT',
          metric: 'throughput',
          ...byWeek,
        }),
        createWorkChart(6, 'Cycle time', {
          chart_type: 'cycle_time',
          date_range: 'last_3_months',
        }),
      ],
    },
    {
      height: 7,
      widgets: [
        createWorkChart(12, 'In progress by assignee and priority', {
          chart_type: 'heatmap',
          x_axis: 'ASSIGNEES',
          group_by: 'PRIORITY',
          filters: startedWork,
          limit: 20,
        }),
      ],
    },
  ],
);
