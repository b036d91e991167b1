import { DashboardTemplate } from './DashboardTemplate';
import { layOutRows } from './layOutRows';
import { openWork } from './openWork';
import { startedWork } from './startedWork';
import { ofTime, ofWork } from './createWidgetFactory';

const byWeek = { interval: 'week', date_range: 'last_3_months' } as const;

/** Is the load balanced? As in the delivery template, only charts of the past have a range. */
export const teamHealth: DashboardTemplate = {
  name: 'team_health',
  dashboard: {
    callboard_dashboard: 1,
    name: 'Team health',
    description: 'Workload per person, and where time goes.',
    config: {},
    references: [],
    widgets: layOutRows([
      {
        height: 2,
        widgets: [
          ofWork(3, 'Open', { chart_type: 'number', filters: openWork }),
          // Not this week: it would compare a partial week with a full one.
          ofWork(3, 'Completed in 7 days', {
            chart_type: 'number',
            metric: 'completed',
            x_axis: 'COMPLETED_AT',
            date_range: 'last_7_days',
          }),
          ofWork(3, 'Cycle time in 30 days', {
            chart_type: 'number',
            metric: 'cycle_time_hours',
            x_axis: 'COMPLETED_AT',
            date_range: 'last_30_days',
          }),
          ofTime(3, 'Logged in 30 days', {
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
          ofWork(6, 'In progress per person', {
            chart_type: 'stacked_bar',
            x_axis: 'ASSIGNEES',
            group_by: 'PRIORITY',
            filters: startedWork,
            limit: 10,
          }),
          ofWork(6, 'Unassigned by project', {
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
          ofWork(6, 'Completed per week', {
            chart_type: 'bar',
            x_axis: 'COMPLETED_AT',
            metric: 'throughput',
            ...byWeek,
          }),
          ofWork(6, 'Cycle time per week, median in hours', {
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
          ofTime(6, 'Logged per day, by person', {
            chart_type: 'stacked_bar',
            x_axis: 'LOGGED_AT',
            group_by: 'MEMBER',
            metric: 'logged_minutes',
            date_range: 'last_30_days',
          }),
          ofTime(6, 'Logged per person in 30 days', {
            chart_type: 'bar',
            x_axis: 'MEMBER',
            metric: 'logged_minutes',
            date_range: 'last_30_days',
            limit: 10,
          }),
        ],
      },
    ]),
  },
};
