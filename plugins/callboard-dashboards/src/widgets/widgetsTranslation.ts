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
    hours: '{{hours}}h',
    days: '{{days}} days',
    noBars: 'No data',
    noBarsHint: 'No work, time or activity matches the filters.',
    emptyText: 'No text yet',
    failed: 'The data could not be loaded.',
    retry: 'Try again',
    stale: 'As of {{time}}. The last refresh failed.',
    removed: 'This widget was removed.',
    partial: 'Partial data',
    partialHint:
      'Includes only projects that you have access to. {{owner}} has access to more projects.',
    partialOverviewHint: 'Includes only data that you have access to.',
    partialOwn: 'Some logged time is excluded',
    partialOwnHint: 'You cannot see the time logged in some projects.',
    truncated: 'Not all values are shown',
    truncatedHint: 'The total includes all values.',
    largest: 'Top {{number}}',
    remainder: 'Others: {{value}}',
    total: 'Total',
    name: 'Name',
    value: 'Value',
    table: 'Data of {{title}}',
    others: '{{number}} others',
    untitled: 'Untitled',
    chart: '{{title}}: {{count}} values, {{total}} in total, maximum {{most}}',
    chartNoTotal: '{{title}}: {{count}} values, maximum {{most}}',
    chartEmpty: '{{title}}: no data',
    showAsTable: 'Show as table',
    showAsChart: 'Show as chart',
    trend: {
      more: '{{percent}} more than in the previous period ({{value}})',
      less: '{{percent}} less than in the previous period ({{value}})',
      same: 'Same as in the previous period ({{value}})',
      fromNothing: 'None in the previous period',
    },
    items: {
      table: 'Items of {{title}}',
      item: 'Work item',
      state: 'State',
      assignees: 'Assignees',
      due: 'Due',
      some: '{{shown}} of {{total}}',
    },
    openRows: 'Show records behind {{title}}',
    menu: 'Actions for {{title}}',
    allRows: 'Show underlying records',
    asPng: 'Export as PNG',
    asSvg: 'Export as SVG',
    asXlsx: 'Export data to Excel',
    asCsv: 'Export data as CSV',
    saveFailed: 'The image was not exported',
  },
});
