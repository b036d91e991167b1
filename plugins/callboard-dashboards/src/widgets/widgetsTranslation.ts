import { createTranslationRef } from '@backstage/frontend-plugin-api';

/**
 * The texts of widgets.
 *
 * @public
 */
export const callboardDashboardsWidgetsTranslationRef = createTranslationRef({
  id: 'callboard-dashboards.widgets',
  messages: {
    none: '–',
    hours: '{{hours}} h',
    noBars: 'Nothing to show',
    noBarsHint: 'No work, time or activity matches the filters.',
    emptyText: 'An empty text',
    failed: 'These numbers could not be worked out.',
    retry: 'Try again',
    stale: 'As of {{time}} – could not be refreshed',
    removed: 'This widget was removed.',
    partial: 'Smaller than the owner’s',
    partialHint:
      'The numbers are of the projects that you can see. {{owner}} sees more.',
    partialOwn: 'Some projects are left out',
    partialOwnHint: 'The filters name projects that you cannot see.',
    truncated: 'Not all are shown',
    truncatedHint: 'The total is of all of them.',
    largest: 'Top {{number}}',
    remainder: 'others {{value}}',
    total: 'Total',
    name: 'Name',
    value: 'Value',
    table: 'Numbers of {{title}}',
    others: '{{number}} others',
    untitled: 'Untitled',
    chart: '{{title}}: {{count}} values, {{total}} in all, most {{most}}',
    chartNoTotal: '{{title}}: {{count}} values, most {{most}}',
    chartEmpty: '{{title}}: nothing to show',
    showAsTable: 'Show as table',
    showAsChart: 'Show as chart',
    trend: {
      more: '{{percent}} more than in the days before ({{value}})',
      less: '{{percent}} less than in the days before ({{value}})',
      same: 'As in the days before ({{value}})',
      fromNothing: 'Nothing in the days before',
    },
    items: {
      table: 'Items of {{title}}',
      item: 'Work item',
      state: 'State',
      assignees: 'Assignees',
      due: 'Due',
      some: '{{shown}} of {{total}}',
    },
    openRows: 'What is behind {{title}}',
    menu: 'Actions for {{title}}',
    allRows: 'Show all rows',
    asPng: 'Save as PNG',
    asSvg: 'Save as SVG',
    asXlsx: 'Save numbers as XLSX',
    asCsv: 'Save numbers as CSV',
    saveFailed: 'The picture could not be made',
  },
});
