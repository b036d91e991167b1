import { createTranslationRef } from '@backstage/frontend-plugin-api';

/**
 * The texts of the time of a project, on the page of its entity.
 *
 * @public
 */
export const callboardTimeEntityTranslationRef = createTranslationRef({
  id: 'callboard-time-entity',
  messages: {
    title: 'Time',
    toolbar: 'Time of the project',
    view: 'View',
    views: { entries: 'Entries', estimates: 'Estimates' },
    noProject: 'No time is logged here yet',
    noProjectHint:
      'Time is logged on work items. Start with them in the tab Work.',
    access: {
      guest: 'Guests do not see how much time a project took.',
      member: 'The time of a project is seen by its members.',
      join: 'Join the project',
      joinFailed: 'You did not join the project.',
    },
    note: {
      off: 'Time tracking is off in this project. What was logged stays, but nothing new can be logged. An admin of the project can turn it on:',
      archived:
        'This project is archived. What was logged stays, but nothing new can be logged. An admin can bring it back:',
    },
    filters: {
      label: 'Filters',
      person: 'Person',
      billable: 'Billable',
      type: 'Activity',
      yes: 'Billable',
      no: 'Not billable',
    },
    log: 'Log time',
    summary: {
      total: 'Total',
      byDay: 'By day',
      byMember: 'By person',
      byItem: 'By work item',
      people_one: '{{count}} person',
      people_other: '{{count}} people',
      items_one: '{{count}} item',
      items_other: '{{count}} items',
      others: 'Others',
      cut: 'There are more than these 1,000.',
      chart: '{{total}} in total, most on {{date}} with {{most}}',
      chartEmpty: 'No time in this range',
    },
    entries: {
      label: 'Entries',
      date: 'Day',
      item: 'Work item',
      person: 'Person',
      description: 'Description',
      time: 'Time',
      actions: 'Change or delete',
      none: 'No time is logged yet',
      noneHint:
        'Log what you worked on: here, on a work item, or by pressing L on any page.',
      nothing: 'No time matches these filters',
    },
    estimates: {
      label: 'Estimates',
      by: 'By',
      bys: { work_item: 'Work item', cycle: 'Cycle', module: 'Module' },
      name: 'Name',
      noCycle: 'In no cycle',
      noModule: 'In no module',
      estimate: 'Estimate',
      logged: 'Logged',
      remaining: 'Remaining',
      progress: 'Progress',
      noEstimate: 'No estimate',
      none: 'Nothing is estimated or logged yet',
      noneHint: 'Estimate work items in the tab Work, and log time on them.',
      totals:
        '{{logged}} logged of {{estimate}} estimated, {{remaining}} remain.',
      over: '{{over}} over the estimate.',
      unestimated: '{{minutes}} on items without an estimate.',
    },
    bar: {
      name: '{{logged}} of {{estimate}}',
      over: '{{over}} over',
      left: '{{left}} left',
      done: 'all of it',
    },
    card: {
      open: 'Open the time',
      week: 'This week',
      total: 'Since the beginning',
      people: 'Most by',
      none: 'No time is logged yet.',
      noProject: 'No time is logged here yet.',
      secret: 'Its time is seen by members of the project.',
    },
  },
});
