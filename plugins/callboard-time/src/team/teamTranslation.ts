import { createTranslationRef } from '@backstage/frontend-plugin-api';

/**
 * The texts of the Team time page.
 *
 * @public
 */
export const callboardTimeTeamTranslationRef = createTranslationRef({
  id: 'callboard-time-team',
  messages: {
    toolbar: 'Team time',
    view: 'View',
    views: {
      approvals: 'Approvals',
      capacity: 'Capacity',
      balances: 'Balance and leave',
    },
    queue: {
      label: 'Timesheets',
      show: 'Show',
      waiting: 'To approve',
      decided: 'Decided',
      person: 'Person',
      period: 'Period',
      time: 'Time',
      of: '{{total}} of {{expected}}',
      submitted: 'Submitted',
      again: 'resubmitted',
      status: 'Status',
      approve: 'Approve',
      approveOne: 'Approve {{person}}, {{period}}',
      notApproved: 'The timesheet of {{person}} was not approved',
      empty: 'No timesheets to approve',
      emptyHint: 'Submitted timesheets of the people you manage appear here.',
      noneDecided: 'No decisions yet',
      noneDecidedHint: 'Approved and rejected timesheets appear here.',
      select: '{{person}}, {{period}}',
    },
    bulk: {
      label: 'Selected timesheets',
      selected_one: '{{count}} selected',
      selected_other: '{{count}} selected',
      approve: 'Approve',
      clear: 'Clear selection',
      progress: 'Approving, {{done}} of {{total}} done…',
      done_one: '{{count}} timesheet approved',
      done_other: '{{count}} timesheets approved',
      failed_one: '{{count}} timesheet was not approved:',
      failed_other: '{{count}} timesheets were not approved:',
      one: '{{person}}, {{period}}: {{reason}}',
    },
    period: {
      label: 'Timesheet of {{person}}',
      close: 'Close',
      missing:
        'This timesheet does not exist, or you do not have access to it.',
      approve: 'Approve',
      reject: 'Reject…',
      reopen: 'Reopen…',
      approved: 'Timesheet of {{person}} approved',
      rejected: 'Timesheet of {{person}} rejected',
      reopened: 'Timesheet of {{person}} reopened',
      failed: 'Your decision was not saved.',
      changed:
        'The timesheet changed after you opened it. Review it again, then decide.',
      rejectTitle: 'Reject the timesheet of {{person}}?',
      rejectHint:
        'They are notified with your reason, and can change the timesheet and submit it again.',
      reopenTitle: 'Reopen the timesheet of {{person}}?',
      reopenHint:
        'They are notified with your reason, and can change the timesheet.',
      notYours:
        'You cannot approve, reject or reopen your own timesheet. Your managers, workspace admins, and anyone who is an admin of every project in the timesheet can.',
      entries: 'Time entries',
      history: 'History',
      // These verbs follow a person's name. `changes` uses the verbs of decisions as participles.
      act: {
        submit: 'submitted',
        recall: 'withdrew',
        approve: 'approved',
        reject: 'rejected',
        reopen: 'reopened',
      },
    },
    changes: {
      title:
        'Changes since the timesheet was {{act}} by {{person}} on {{date}}',
      none: 'No changes since the timesheet was {{act}} by {{person}} on {{date}}.',
      first: 'No earlier decisions on this timesheet.',
      unseen: 'hidden work item',
      added: '{{item}}, {{day}}: {{after}} added',
      removed: '{{item}}, {{day}}: {{before}} removed',
      other: '{{item}}, {{day}}: {{before}} → {{after}}',
    },
    timesheet: {
      label: 'Time for {{range}}',
      item: 'Work item',
      sum: 'Total',
      unseen: 'Hidden work items',
      unseenTime:
        '{{minutes}} of the logged time is not shown below, because it is in projects whose time you cannot view.',
      expected: 'of {{expected}}',
      empty: 'No time logged this week.',
    },
    capacity: {
      label: 'Capacity by person and day',
      person: 'Person',
      recursive: 'Include sub-departments',
      noDepartment: 'No department',
      ratio: 'Logged %',
      week: 'Week of {{date}}',
      cell: '{{when}}: {{logged}} of {{expected}}, {{band}}',
      cellFree: '{{when}}: {{logged}}, no expected time',
      sum: '{{logged}} of {{expected}}',
      rangeSum: '{{range}}: {{logged}} of {{expected}}',
      percent: '{{percent}}%',
      people_one: '{{count}} person',
      people_other: '{{count}} people',
      band: {
        under: 'below expected time',
        on: 'as expected',
        over: 'above expected time',
        open: 'not due yet',
        off: 'no expected time',
      },
      legend: 'Legend',
      legends: {
        under: 'Under 90% of expected time',
        on: '90–110%',
        over: 'Over 110%',
        open: 'Not due yet',
        off: 'No expected time',
      },
      secret:
        'Excludes time in secret projects you do not have access to. The totals in Approvals exclude it as well.',
      narrow: 'Show only {{department}}',
      empty: 'No people to show',
      emptyHint:
        'You see yourself and the people you manage. Choose another department or date range.',
      open: 'Show the days of {{person}}',
      close: 'Close',
    },
  },
});
