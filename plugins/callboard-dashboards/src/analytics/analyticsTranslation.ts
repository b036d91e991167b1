import { createTranslationRef } from '@backstage/frontend-plugin-api';

/** The texts of the Analytics page, and of the Work section on the pages of departments. @public */
export const callboardDashboardsAnalyticsTranslationRef = createTranslationRef({
  id: 'callboard-dashboards.analytics',
  messages: {
    tabs: {
      label: 'Analytics',
      overview: 'Overview',
      work: 'Work',
      people: 'People',
      time: 'Time',
    },
    filters: {
      label: 'Filters',
      project: 'Project',
      noProject: 'No matching projects',
      unknownProject: 'Unknown project',
    },
    loading: 'Loading',
    compared: '{{days}}, compared with {{before}}',
    notCompared: '{{days}}',
    guest:
      'As a guest of {{workspace}}, you see only data from projects you have access to.',
    workOfDepartment:
      'Includes only work assigned to people in the department or its sub-departments.',
    timeOfDepartment:
      'Includes only time logged by people who, on the day of the work, belonged to the department or its sub-departments.',
    ownTime:
      'Includes time in projects you are a member of, and all your own time.',
    trend: {
      up: '{{change}} up from {{before}}',
      down: '{{change}} down from {{before}}',
      same: 'No change',
      points_one: '{{count}} percentage point',
      points_other: '{{count}} percentage points',
    },
    number: {
      projects: 'New projects',
      members: 'New members',
      work_items: 'New work items',
      completed: 'Completed',
      cycles: 'New cycles',
      modules: 'New modules',
      logged_minutes: 'Logged time',
      billable: 'Billable',
      people: 'People who logged time',
      ofLogged: '{{billable}} of {{logged}}',
    },
    chart: {
      table: 'Show as table',
      day: 'Day',
      week: 'Week of',
      month: 'Month',
    },
    work: {
      overTime: 'Created vs completed',
      overTimeLabel:
        'Work items over time: {{created}} created, {{completed}} completed',
      none: 'No work items were created or completed in this date range',
      noneHint: 'Choose a longer date range or change the filters.',
      byProject: 'By project',
      hint: '“In progress” counts items created in this date range that are now in progress. “Overdue” counts items due in this date range that are still open.',
      project: 'Project',
      created: 'Created',
      completed: 'Completed',
      started: 'In progress',
      overdue: 'Overdue',
      overdueOf: '{{name}}: {{number}} overdue',
      truncated: 'Only the {{number}} projects with the most work are shown.',
    },
    people: {
      title: 'By person',
      hint: '“Assigned” counts work items created in this date range. An item with two assignees counts once for each.',
      person: 'Person',
      assigned: 'Assigned',
      completed: 'Completed',
      logged_minutes: 'Logged time',
      none: 'No work or logged time in this date range',
      noneHint: 'Choose a longer date range or change the filters.',
      truncated:
        'Only the {{number}} people with the most work and logged time are shown.',
    },
    time: {
      overTime: 'Logged time',
      overTimeLabel: '{{total}} logged, maximum {{most}} ({{when}})',
      logged: 'Logged time',
      none: 'No time was logged in this date range',
      noneHint: 'Choose a longer date range or change the filters.',
      byProject: 'By project',
      byType: 'By activity type',
      noType: 'None',
      others: 'Others',
      truncated:
        'Only the {{number}} projects with the most time are included.',
    },
    department: {
      title: 'Work',
      hint: 'Work items assigned to people in this department or its sub-departments, in the last 30 days. “In progress” counts items created in the last 30 days that are now in progress. “Overdue” counts items due in the last 30 days that are still open.',
      none: 'No work items were created or completed, and none became overdue.',
      more: 'More in Analytics',
    },
  },
});
