import { createTranslationRef } from '@backstage/frontend-plugin-api';

/**
 * The texts of the announcements of a workspace.
 *
 * @public
 */
export const callboardAnnouncementsTranslationRef = createTranslationRef({
  id: 'callboard-announcements',
  messages: {
    tab: 'Announcements',
    intro:
      'What admins tell many people at once. It comes in the bell, and by mail to those who want that.',
    create: 'New announcement',
    list: 'Announcements, the latest first',
    empty: 'Nothing has been announced yet',
    whatItTakes: 'Announcements are for the admins of this workspace.',
    columns: {
      what: 'What',
      to: 'To',
      when: 'When',
      reached: 'Reached',
      read: 'Read',
    },
    sending: 'Sending, {{formatted}} so far',
    readOf: '{{formatted}} ({{percent}} %)',
    to: {
      label: 'To',
      everyone: 'Everybody in the workspace',
      department: 'A department',
      project: 'A project',
      people: 'Some people or groups',
      refs_one: '{{count}} person or group',
      refs_other: '{{count}} people or groups',
    },
    form: {
      title: 'New announcement',
      hint: 'It cannot be taken back: people may read it at once.',
      titleField: 'Title',
      body: 'Text',
      bodyHint: 'Plain text',
      target: 'Link',
      targetHint: 'A path of this portal, such as /projects, or https://…',
      targetWrong: 'Must begin with / or https://',
      severity: 'Urgency',
      department: 'Department',
      people: 'People and groups',
      peopleHint: 'Those who are not in this workspace are not told.',
      searching: 'Searching…',
      group: '{{name}} (group)',
      nobodyFound: 'Nobody is found in the catalog',
      recursive: 'With the departments below it',
      send: 'Announce',
    },
    severity: {
      low: 'Low',
      normal: 'Normal',
      high: 'High',
      critical: 'Critical',
    },
    sent: 'Announced. It is on its way.',
    failed: 'It could not be announced.',
  },
});
