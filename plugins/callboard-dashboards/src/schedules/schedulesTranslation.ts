import { createTranslationRef } from '@backstage/frontend-plugin-api';

/**
 * The texts of email schedules.
 *
 * @public
 */
export const callboardDashboardsSchedulesTranslationRef = createTranslationRef({
  id: 'callboard-dashboards.schedules',
  messages: {
    title: 'Email schedules for “{{name}}”',
    hint: 'Each recipient gets a file with the data they have access to. People who have left {{workspace}} or turned off these emails receive nothing.',
    private:
      'This dashboard is private, so only its owner receives these emails. To send them to other people, share the dashboard.',
    list: 'Schedules',
    none: 'No email schedules yet.',
    add: 'Add schedule',
    full: 'A dashboard can have at most {{number}} email schedules.',
    close: 'Close',
    isOn: 'Send: {{when}}',
    edit: 'Edit: {{when}}',
    delete: 'Delete: {{when}}',
    more: 'and {{number}} more',
    lastSent: 'Last sent',
    neverSent: 'Never sent',
    isOff: 'Off',
    changeFailed: 'The schedule was not changed.',
    when: {
      daily: 'Every day at {{time}}, {{zone}}',
      weekly: 'Every {{weekday}} at {{time}}, {{zone}}',
      monthly: 'On day {{day}} of every month at {{time}}, {{zone}}',
    },
    format: {
      pdf: 'PDF',
      xlsx: 'Excel',
    },
    form: {
      add: 'Add email schedule',
      edit: 'Edit email schedule',
      submit: 'Save',
      people: 'To',
      peopleHint: 'Members of {{workspace}}, up to {{number}}',
      peopleRequired: 'Choose at least one person.',
      searching: 'Searching…',
      nobodyFound: 'No matching people',
      frequency: 'Frequency',
      daily: 'Daily',
      weekly: 'Weekly',
      monthly: 'Monthly',
      weekday: 'Day of week',
      day: 'Day of month',
      dayHint: 'In shorter months, the email is sent on the last day.',
      hour: 'Time',
      zone: 'Time zone',
      noZone: 'No matching time zone',
      format: 'Format',
      pdf: 'PDF, as displayed',
      xlsx: 'Excel, with all data',
      failed: 'The schedule was not saved.',
      stale:
        'Someone else changed this schedule. Close this dialog, review the schedule, and repeat your change.',
    },
    removal: {
      title: 'Delete this email schedule?',
      hint: '{{when}}: this email will no longer be sent to anyone. This cannot be undone.',
      submit: 'Delete',
      failed: 'The schedule was not deleted.',
    },
  },
});
