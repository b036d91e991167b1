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
    activity: {
      more_one: '+{{count}} more',
      more_other: '+{{count}} more',
      value: {
        empty: 'empty',
        hidden: 'hidden',
        yes: 'yes',
        no: 'no',
      },
      action: {
        add_note: 'added a note',
        approve: 'approved',
        bulk_import: 'imported',
        click: 'clicked',
        create: 'created',
        deactivate: 'deactivated',
        delete: 'deleted',
        discover: 'found',
        entity_view: 'viewed',
        join: 'joined',
        link: 'linked',
        not_found: 'did not find',
        page_view: 'visited',
        reactivate: 'reactivated',
        reject: 'rejected',
        reopen: 'reopened',
        search: 'searched',
        submit: 'submitted',
        sync: 'synchronised',
        transfer: 'transferred',
        unlink: 'unlinked',
        update: 'updated',
      },
    },
    history: {
      label: 'History, newest first',
      time: 'Time',
      person: 'Person',
      action: 'Action',
      changes: 'What changed',
      empty: 'No history that you can see',
      emptyHint: 'What people change here will show, with before and after.',
      whoCanGive: 'an admin of the workspace.',
    },
    undo: 'Undo',
    workspace: {
      label: 'Workspace',
      none: 'You are not in a workspace yet',
      noneHint: 'An admin of a workspace can add you to it.',
    },
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
      selectAll: 'Select all rows shown',
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
      cancelled: 'The export is cancelled',
      saved: '{{name}} is saved ({{size}})',
      failed: 'The export failed. Nothing was saved; you can start it again.',
      brokeOff: 'It broke off before all of it had arrived.',
      dismiss: 'Dismiss',
    },
  },
});
