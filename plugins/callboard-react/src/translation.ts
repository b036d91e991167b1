import { createTranslationRef } from '@backstage/frontend-plugin-api';

/**
 * The texts of the pieces that Callboard's plugins share.
 *
 * @public
 */
export const callboardReactTranslationRef = createTranslationRef({
  id: 'callboard-react',
  messages: {
    noAccess: {
      title: 'You do not have access to this',
      whoCanGive: 'Who can give it: {{who}}',
      defaultWho: 'an admin of your Callboard workspace.',
    },
    error: {
      title: 'This could not be loaded',
      unreachable:
        'The server did not answer. Check your connection, then try again.',
      unavailable:
        'The server is not available right now. This usually passes within a minute.',
      unexpected: 'The server answered with an error.',
      safe: 'Nothing was changed or lost.',
      retry: 'Try again',
      details: 'Details',
    },
    loading: 'Loading',
    chart: {
      failed: 'The chart could not be drawn. Reload the page to try again.',
    },
    person: {
      label: 'Person',
      none: 'Nobody by that name',
    },
    picker: {
      none: 'Nothing by that name',
    },
    range: {
      label: 'Date range',
      today: 'Today',
      yesterday: 'Yesterday',
      last_7_days: 'Last 7 days',
      last_30_days: 'Last 30 days',
      last_3_months: 'Last 3 months',
      this_week: 'This week',
      this_month: 'This month',
      all_time: 'All time',
      custom: 'Custom range',
      start: 'From',
      end: 'To',
      reversed: 'Must not be before the first date',
      use: 'Use these dates',
    },
    dialog: {
      cancel: 'Cancel',
    },
    shortcuts: {
      title: 'Keyboard shortcuts',
      search: 'Search',
      move: 'Move over rows',
      open: 'Open a row',
      close: 'Close',
      help: 'This list',
    },
    table: {
      loadMore: 'Load more',
      moreFailed: 'More rows could not be loaded.',
      shown: '{{shown}} shown',
      shownOf: '{{shown}} of {{total}} shown',
    },
    export: {
      toExcel: 'Export to Excel',
      otherFormats: 'Other formats',
      xlsx: 'Excel (.xlsx)',
      csv: 'CSV',
      jsonl: 'JSON lines',
      running: 'Exporting',
      progress: 'Exporting, {{size}} so far',
      progressOf: 'Exporting {{rows}} rows, {{size}} so far',
      cancel: 'Cancel the export',
      saved: '{{name}} is saved ({{size}})',
      failed: 'The export failed. Nothing was saved; you can start it again.',
    },
  },
});
