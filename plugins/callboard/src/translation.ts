import { createTranslationRef } from '@backstage/frontend-plugin-api';

/**
 * The texts of the admin page.
 *
 * @public
 */
export const callboardTranslationRef = createTranslationRef({
  id: 'callboard',
  messages: {
    admin: {
      areas: 'Areas',
      whatItTakes:
        'This page is for admins. An admin of your workspace can make you one, too.',
    },
    system: {
      title: 'System',
      well: 'All is well',
      wellHint: 'Other plugins and open pages learn of changes within seconds.',
      behind: 'Catching up',
      behindHint:
        'Changes are saved, but other plugins and open pages learn of them later than usual.',
      broken: 'Needs attention',
      brokenHint_one:
        '{{formatted}} change could not be delivered after several tries. It is saved, but some plugins or pages have not received it.',
      brokenHint_other:
        '{{formatted}} changes could not be delivered after several tries. They are saved, but some plugins or pages have not received them.',
      brokenRetry:
        'The reasons are below. Try again once the cause is fixed; nothing is lost until then.',
      brokenWho: 'A super admin sees why, and can try them again.',
      paused: 'Waiting for others',
      pausedHint:
        'A receiver of changes is not available. Changes are saved, and are delivered automatically and in order once it is back.',
      waiting: 'Waiting',
      parked: 'Not delivered',
      lag: 'Longest wait',
      noLag: 'none',
      failed: 'The state of the system could not be read',
      away: 'The database does not answer. Nothing can be saved until it does.',
      unreachable: 'The server did not answer.',
      retry: 'Try again',
    },
    paused: {
      title: 'Paused',
      who: 'Changes for {{who}} are waiting',
      since: 'Since',
      waiting_one: '{{formatted}} change is waiting',
      waiting_other: '{{formatted}} changes are waiting',
    },
    dispatches: {
      title: 'Changes that could not be delivered',
      retry: 'Try again',
      retryAll: 'Try all again',
      retried_one: '{{formatted}} change is being tried again',
      retried_other: '{{formatted}} changes are being tried again',
      retriedHint: 'What keeps failing comes back to the list.',
      retryFailed: 'It could not be tried again. It is still not delivered.',
      gone: 'It is no longer in this list.',
      missedBy: 'Missed by {{who}}',
      attempts_one: 'tried once',
      attempts_other: 'tried {{formatted}} times',
      more: 'Show the whole error',
      less: 'Show less',
      empty: 'Everything is delivered',
      emptyHint: 'What keeps failing after some minutes comes back here.',
      to: {
        events: 'other plugins',
        signals: 'open pages',
      },
    },
    workspaces: {
      intro:
        'A workspace keeps its people, projects and numbers separate from those of other workspaces.',
      create: 'Create workspace',
      label: 'Workspaces',
      empty: 'No workspaces',
      emptyFirst: 'Create the first one with the button above.',
      emptyHint: 'You are in no workspace yet. An admin of one can add you.',
      name: 'Name',
      slug: 'Short name',
      timezone: 'Time zone',
      weekStart: 'Week starts',
      role: 'Your role',
      members: 'Members',
      memberCount_one: '{{formatted}} member',
      memberCount_other: '{{formatted}} members',
      back: 'All workspaces',
      missing: 'There is no such workspace',
      missingHint: 'It was deleted, or you may not see it.',
      tabs: 'Parts of the workspace',
      settings: 'Settings',
    },
    field: {
      name: 'Name',
      namePlaceholder: 'Research and development',
      nameProblem: 'Give it a name of at most 255 characters.',
      slug: 'Short name',
      slugHint: 'Used in addresses and in the API. It cannot be changed.',
      slugProblem:
        'Use 1 to 63 lower-case letters, digits, hyphens or underscores, beginning and ending with a letter or digit.',
      slugTaken: 'This short name is taken. Choose another one.',
      timezone: 'Time zone',
      timezoneHint: 'Decides where a day begins and ends.',
      timezoneProblem: 'Choose a time zone, such as Europe/Berlin.',
      timezoneNone: 'No time zone by that name',
      weekStart: 'First day of the week',
      weekStartProblem: 'Choose a day.',
      copy: 'Copy',
    },
    create: {
      title: 'Create workspace',
      hint: 'You become its first admin.',
      submit: 'Create',
      created: '{{name}} is created',
      failed: 'The workspace could not be created.',
    },
    settings: {
      save: 'Save',
      discard: 'Discard',
      unsaved: 'You have unsaved changes.',
      saved: 'The settings are saved',
      failed: 'The settings could not be saved. Your changes are still here.',
      readOnly: 'Only admins of this workspace can change its settings.',
      conflict: 'Someone else has changed these settings in the meantime',
      conflictHint:
        'Your changes have not been saved. Reload to see the other version, or keep your changes on top of it and check them before you save.',
      reload: 'Reload',
      keep: 'Keep my changes',
    },
    remove: {
      title: 'Delete this workspace',
      hint: 'Nobody will be able to see it or anything in it. This cannot be undone here.',
      isDefault:
        'This is the workspace everybody starts in. It cannot be deleted.',
      open: 'Delete workspace',
      ask: 'Delete {{name}}?',
      confirm: 'Type {{slug}} to confirm',
      submit: 'Delete {{name}}',
      done: '{{name}} is deleted',
      failed: 'The workspace could not be deleted. It is still there.',
    },
    role: {
      admin: 'Admin',
      member: 'Member',
      guest: 'Guest',
    },
  },
});
