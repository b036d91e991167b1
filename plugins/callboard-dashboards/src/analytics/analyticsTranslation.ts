import { createTranslationRef } from '@backstage/frontend-plugin-api';

/**
 * The texts of the page Analytics, and of work on the pages of departments.
 *
 * @public
 */
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
      noProject: 'No project has this name',
      unknownProject: 'Unknown project',
      department: 'Department',
      unknownDepartment: 'Unknown department',
    },
    loading: 'Loading',
    compared: '{{days}}, compared with {{before}}',
    notCompared: '{{days}}',
    guest:
      'You are a guest of {{workspace}}: these are the numbers of projects that you can read.',
    workOfDepartment:
      'Work counts if somebody of the department, or of one beneath it, is assigned to it.',
    timeOfDepartment:
      'Time counts if it was logged by somebody who was in the department then, or in one beneath it.',
    ownTime:
      'Time counts in the projects that you are a member of. Your own counts in all of them.',
    trend: {
      up: '{{change}} up from {{before}}',
      down: '{{change}} down from {{before}}',
      same: 'No change',
      points_one: '{{count}} point',
      points_other: '{{count}} points',
    },
    number: {
      projects: 'New projects',
      members: 'New members',
      work_items: 'New work items',
      completed: 'Completed',
      cycles: 'New cycles',
      modules: 'New modules',
      logged_minutes: 'Logged',
      billable: 'Billable',
      people: 'People who logged',
      ofLogged: '{{billable}} of {{logged}}',
    },
    chart: {
      table: 'Show as table',
      day: 'Day',
      week: 'Week from',
      month: 'Month',
    },
    work: {
      overTime: 'Created and completed',
      overTimeLabel:
        'Work items over time: {{created}} created, {{completed}} completed',
      none: 'Nothing was created or completed in this range',
      noneHint: 'Choose a longer range, or other filters.',
      byProject: 'By project',
      hint: 'In progress: of those created in this range. Overdue: due in this range, and still open.',
      project: 'Project',
      created: 'Created',
      completed: 'Completed',
      started: 'In progress',
      overdue: 'Overdue',
      overdueOf: '{{name}}: {{number}} overdue',
      truncated:
        'These are the {{number}} projects with most work. There are more.',
    },
    people: {
      title: 'By person',
      hint: 'Assigned: of the work items created in this range, those that are theirs. An item of two people counts for each.',
      person: 'Person',
      assigned: 'Assigned',
      completed: 'Completed',
      logged_minutes: 'Logged',
      none: 'Nobody had work or logged time in this range',
      noneHint: 'Choose a longer range, or other filters.',
      truncated: 'These are the {{number}} people with most. There are more.',
    },
    time: {
      overTime: 'Logged over time',
      overTimeLabel: '{{total}} logged, most of it, {{most}}, on {{when}}',
      logged: 'Logged',
      none: 'Nothing was logged in this range',
      noneHint: 'Choose a longer range, or other filters.',
      byProject: 'By project',
      byType: 'By activity type',
      noType: 'None',
      others: 'Others',
      truncated:
        'The {{number}} projects with most time are counted here. There are more.',
    },
    department: {
      title: 'Work',
      hint: 'Work items assigned to people of this department, or of one beneath it, in the last 30 days.',
      none: 'No work items were created or completed, or became overdue.',
      more: 'More in Analytics',
    },
  },
});
