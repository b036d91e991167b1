import { createTranslationRef } from '@backstage/frontend-plugin-api';

/**
 * The texts of a dashboard's page.
 *
 * @public
 */
export const callboardDashboardsViewTranslationRef = createTranslationRef({
  id: 'callboard-dashboards.view',
  messages: {
    back: 'All dashboards',
    favour: 'Add to favourites',
    unfavour: 'Remove from favourites',
    isPrivate: 'Private: visible only to you',
    isDefault: 'Default dashboard of {{workspace}}',
    owner: 'By {{owner}}',
    filters: {
      label: 'Dashboard filters',
      ownRanges: 'Each widget’s date range',
    },
    scope: {
      only: 'Only {{names}}',
      noDepartment: 'people without a department',
      more_one: '{{count}} more',
      more_other: '{{count}} more',
      filters_one: '{{count}} filter on all widgets',
      filters_other: '{{count}} filters on all widgets',
    },
    edit: 'Edit',
    settings: 'Dashboard settings',
    share: 'Copy link',
    shareNote: 'Only you can open this link',
    shareHint:
      'The dashboard is private. You can share it with everyone in {{workspace}}. Each person will see only data from projects they have access to.',
    shareNow: 'Share and copy link',
    wall: 'Full screen',
    leaveWall: 'Exit full screen',
    numbersOf: 'As of {{time}}',
    refresh: 'Refresh',
    empty: {
      title: 'No widgets yet',
      owner: 'Add a chart, number or text.',
      others: '{{owner}} has not added any widgets.',
      add: 'Add widget',
    },
    missing: {
      title: 'Dashboard not found',
      hint: 'It was deleted, or it is another person’s private dashboard.',
      back: 'All dashboards of {{workspace}}',
    },
    rows: {
      close: 'Close',
      of: '{{title}} · {{bar}}',
      count_one: '{{count}} record',
      count_other: '{{count}} records',
      empty: 'No matching records',
      emptyHint: 'The data changed after the chart was loaded.',
      identifier: 'ID',
      item: 'Work item',
      state: 'State',
      assignees: 'Assignees',
      due: 'Due',
      person: 'Person',
      day: 'Date',
      description: 'Description',
      duration: 'Duration',
      action: 'Action',
      what: 'Entity',
      details: 'Details',
      when: 'Time',
      table: 'Records behind {{title}}',
    },
    keys: {
      edit: 'Edit dashboard',
      wall: 'Full screen',
    },
  },
});
