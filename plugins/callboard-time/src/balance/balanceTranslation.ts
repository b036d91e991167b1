import { createTranslationRef } from '@backstage/frontend-plugin-api';

/**
 * The texts of overtime balances and leave.
 *
 * @public
 */
export const callboardTimeBalanceTranslationRef = createTranslationRef({
  id: 'callboard-time-balance',
  messages: {
    title: 'Balance and leave',
    balance: 'Balance',
    asOf: 'as of {{date}}',
    details: 'Details',
    close: 'Close',
    since: 'Since {{date}}',
    notStarted: 'The balance begins with the first time entry.',
    logged: 'Logged',
    adjusted: 'Adjusted',
    expected: 'Expected',
    month: 'Month',
    months: 'Balance by month',
    leave: 'Leave',
    leaveYear: 'Leave in {{year}}',
    leaveHint: 'In days. Includes time off planned for the rest of the year.',
    kind: 'Type',
    entitled: 'Entitled',
    taken: 'Taken',
    remaining: 'Remaining',
    days_one: '{{count}} day',
    days_other: '{{count}} days',
    left: '{{kind}}: {{remaining}} of {{entitled}} left',
    takenOf: '{{kind}}: {{taken}} taken',
    noLeave: 'No leave entitlement in this year.',
    adjustments: {
      title: 'Adjustments',
      none: 'No adjustments.',
      more: 'Show more',
    },
    adjust: {
      button: 'Adjust balance',
      inRow: 'Adjust',
      buttonFor: 'Adjust the balance of {{person}}',
      title: 'Adjust the balance of {{person}}',
      hint: 'The person sees the adjustment and its reason. To correct a mistake, add the opposite adjustment.',
      direction: 'Direction',
      add: 'Add time',
      subtract: 'Subtract time',
      minutes: 'Time',
      minutesHint: 'For example, 2h 30m or 40h',
      unreadable: 'Enter a duration such as 2h 30m, at most {{max}}.',
      date: 'Date',
      reason: 'Reason',
      save: 'Adjust balance',
      saved: 'Balance of {{person}} adjusted',
      failed: 'The balance was not adjusted.',
    },
    entitlement: {
      button: 'Set entitlement',
      title: 'Leave entitlement of {{person}}',
      year: 'Year',
      days: 'Days',
      daysHint: 'Up to two decimals, such as 27.5',
      invalid: 'Enter 0 to {{max}} days, with at most two decimals.',
      save: 'Save',
      saved: 'Leave entitlement of {{person}} saved',
      failed: 'The leave entitlement was not saved.',
      conflict:
        'Someone else changed the entitlement. Check the new value, then save again.',
    },
    team: {
      label: 'Balances and leave',
      person: 'Person',
      actions: 'Actions',
      empty: 'No people to show',
      emptyHint:
        'Staff members whom you manage appear here. Choose another department.',
    },
  },
});
