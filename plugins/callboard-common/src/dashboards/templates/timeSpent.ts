import { createTemplate, createTimeChart } from './DashboardTemplate';

const loggedMinutes = { metric: 'logged_minutes' } as const;
const numberChart = { chart_type: 'number', x_axis: 'LOGGED_AT' } as const;

/** Shows where the time goes. All widgets use the range of the dashboard. */
export const timeSpent = createTemplate(
  'time',
  {
    name: 'Time',
    description: 'Logged hours in the last 30 days.',
    config: { date_range: 'last_30_days' },
  },
  [
    {
      height: 2,
      widgets: [
        createTimeChart(3, 'Logged', { ...numberChart, ...loggedMinutes }),
        createTimeChart(3, 'Billable', {
          ...numberChart,
          ...loggedMinutes,
          filters: { is_billable: [true] },
        }),
        createTimeChart(3, 'People who logged time', {
          ...numberChart,
          metric: 'people',
        }),
        createTimeChart(3, 'Time entries', {
          ...numberChart,
          metric: 'count',
        }),
      ],
    },
    {
      height: 6,
      widgets: [
        createTimeChart(8, 'Logged per day', {
          chart_type: 'stacked_bar',
          x_axis: 'LOGGED_AT',
          group_by: 'BILLABLE',
          ...loggedMinutes,
        }),
        createTimeChart(4, 'Billable share', {
          chart_type: 'donut',
          x_axis: 'BILLABLE',
          ...loggedMinutes,
        }),
      ],
    },
    {
      height: 7,
      widgets: [
        createTimeChart(6, 'By project', {
          chart_type: 'bar',
          x_axis: 'PROJECT',
          limit: 20,
          ...loggedMinutes,
        }),
        createTimeChart(6, 'By person', {
          chart_type: 'bar',
          x_axis: 'MEMBER',
          limit: 20,
          ...loggedMinutes,
        }),
      ],
    },
    {
      height: 6,
      widgets: [
        createTimeChart(6, 'By activity type', {
          chart_type: 'bar',
          x_axis: 'ACTIVITY_TYPE',
          limit: 15,
          ...loggedMinutes,
        }),
        createTimeChart(6, 'By department', {
          chart_type: 'bar',
          x_axis: 'DEPARTMENT',
          limit: 20,
          ...loggedMinutes,
        }),
      ],
    },
    {
      height: 8,
      widgets: [
        createTimeChart(12, 'Work items with the most time', {
          chart_type: 'table',
          x_axis: 'WORK_ITEM',
          group_by: 'BILLABLE',
          limit: 25,
          ...loggedMinutes,
        }),
      ],
    },
  ],
);
