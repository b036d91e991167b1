import { createTranslationRef } from '@backstage/frontend-plugin-api';

/**
 * The texts of dashboards that are mailed.
 *
 * @public
 */
export const callboardDashboardsSchedulesTranslationRef = createTranslationRef({
  id: 'callboard-dashboards.schedules',
  messages: {
    title: 'Send “{{name}}” by mail',
    hint: 'Each person gets a file with the numbers that they may see. People who have left {{workspace}}, or have turned these mails off, get nothing.',
    private:
      'The dashboard is private: only those who can open it get it, which is its owner alone. Share it for others to get it.',
    list: 'Who gets it',
    none: 'Nobody gets this dashboard by mail yet.',
    add: 'Add a mail',
    full: 'A dashboard has at most {{number}} mails.',
    close: 'Close',
    isOn: 'Send: {{when}}',
    edit: 'Edit: {{when}}',
    delete: 'Delete: {{when}}',
    more: 'and {{number}} more',
    lastSent: 'Last sent',
    neverSent: 'Not sent yet',
    isOff: 'Turned off',
    changeFailed: 'The mail was not changed.',
    when: {
      daily: 'Every day at {{time}}, {{zone}}',
      weekly: 'Every {{weekday}} at {{time}}, {{zone}}',
      monthly: 'On day {{day}} of every month at {{time}}, {{zone}}',
    },
    format: {
      pdf: 'PDF',
      xlsx: 'XLSX',
    },
    form: {
      add: 'Add a mail',
      edit: 'Edit the mail',
      submit: 'Save',
      people: 'To',
      peopleHint: 'People of {{workspace}}, at most {{number}}',
      peopleRequired: 'Choose somebody',
      searching: 'Searching…',
      nobodyFound: 'Nobody is found',
      frequency: 'How often',
      daily: 'Every day',
      weekly: 'Every week',
      monthly: 'Every month',
      weekday: 'On',
      day: 'On day',
      dayHint: 'Shorter months have it on their last day.',
      hour: 'At',
      zone: 'Time zone',
      noZone: 'No zone has this name',
      format: 'As',
      pdf: 'PDF, as the dashboard looks',
      xlsx: 'XLSX, with all numbers',
      failed: 'Nothing was saved.',
      stale:
        'Somebody has changed this mail meanwhile. Close this, look at it again, and repeat your change.',
    },
    removal: {
      title: 'Delete this mail?',
      hint: '{{when}}: nobody gets it any more. This cannot be undone.',
      submit: 'Delete',
      failed: 'Nothing was deleted.',
    },
  },
});
