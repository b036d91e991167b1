import { createTranslationRef } from '@backstage/frontend-plugin-api';

/**
 * The texts of a dashboard that is looked at.
 *
 * @public
 */
export const callboardDashboardsViewTranslationRef = createTranslationRef({
  id: 'callboard-dashboards.view',
  messages: {
    back: 'All dashboards',
    favour: 'Make a favourite',
    unfavour: 'No favourite any more',
    isPrivate: 'Private: only you see it',
    isDefault: 'The default of {{workspace}}',
    owner: 'By {{owner}}',
    filters: {
      label: 'Filters of the dashboard',
      ownRanges: 'Each chart’s own range',
    },
    scope: {
      only: 'Only {{names}}',
      noDepartment: 'no department',
      more_one: '{{count}} more',
      more_other: '{{count}} more',
      filters_one: '{{count}} filter on all widgets',
      filters_other: '{{count}} filters on all widgets',
    },
    edit: 'Edit',
    settings: 'Dashboard settings',
    share: 'Copy the link',
    shareNote: 'Only you can open it',
    shareHint:
      'The dashboard is private. Share it for others in {{workspace}} to see it, each with the numbers of their projects.',
    shareNow: 'Share it and copy the link',
    wall: 'Full screen',
    leaveWall: 'Leave full screen',
    numbersOf: 'As of {{time}}',
    refresh: 'Refresh',
    empty: {
      title: 'Nothing on this dashboard yet',
      owner: 'Add a chart, a number or a text.',
      others: '{{owner}} has not put anything on it.',
      add: 'Add a widget',
    },
    missing: {
      title: 'This dashboard is not there',
      hint: 'It was deleted, or it is private to somebody else.',
      back: 'All dashboards of {{workspace}}',
    },
    rows: {
      close: 'Close',
      of: '{{title}} · {{bar}}',
      count_one: '{{count}} row',
      count_other: '{{count}} rows',
      empty: 'Nothing is behind it any more',
      emptyHint: 'It has changed since the chart was drawn.',
      identifier: 'ID',
      item: 'Work item',
      state: 'State',
      assignees: 'Assignees',
      due: 'Due',
      person: 'Person',
      day: 'Day',
      description: 'Description',
      duration: 'Time',
      action: 'Action',
      what: 'What',
      details: 'Details',
      when: 'When',
      table: 'Rows behind {{title}}',
    },
    keys: {
      edit: 'Edit the dashboard',
      wall: 'Full screen',
    },
  },
});
