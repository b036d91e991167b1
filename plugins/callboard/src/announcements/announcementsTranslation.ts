import { createTranslationRef } from '@backstage/frontend-plugin-api';

/**
 * The texts about announcements.
 *
 * @public
 */
export const callboardAnnouncementsTranslationRef = createTranslationRef({
  id: 'callboard-announcements',
  messages: {
    tab: 'Announcements',
    intro:
      'Send a message to many people at once. It appears in the bell, and is emailed to everyone who has not turned these emails off.',
    create: 'Create announcement',
    list: 'Announcements, newest first',
    empty: 'No announcements yet',
    whatItTakes:
      'Only workspace admins can send announcements and see who read them.',
    columns: {
      what: 'Title',
      to: 'To',
      when: 'Time',
      reached: 'Recipients',
      read: 'Read',
    },
    sending: 'Sending, {{formatted}} so far',
    readOf: '{{formatted}} ({{percent}}%)',
    to: {
      label: 'To',
      everyone: 'Everyone in the workspace',
      department: 'Department',
      project: 'Project',
      people: 'Selected people or groups',
      refs_one: '{{count}} person or group',
      refs_other: '{{count}} people or groups',
    },
    form: {
      title: 'Create announcement',
      hint: 'You cannot withdraw an announcement once it is sent.',
      titleField: 'Title',
      body: 'Text',
      bodyHint: 'Plain text',
      target: 'Link',
      targetHint:
        'A portal path such as /projects, or a URL starting with https://',
      targetWrong:
        'Enter a path that starts with / or a URL that starts with https://.',
      severity: 'Urgency',
      department: 'Department',
      people: 'People and groups',
      peopleHint: 'People who are not in this workspace are not notified.',
      searching: 'Searching…',
      group: '{{name}} (group)',
      nobodyFound: 'No matches in the catalog',
      recursive: 'Include sub-departments',
      send: 'Send',
    },
    severity: {
      low: 'Low',
      normal: 'Normal',
      high: 'High',
      critical: 'Critical',
    },
    sent: 'Announcement sent. Delivery is in progress.',
    failed: 'The announcement could not be sent.',
  },
});
