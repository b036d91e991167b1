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
        'Only admins can open this page. Ask a workspace admin for the role.',
    },
    system: {
      title: 'System',
      well: 'Healthy',
      wellHint:
        'Other plugins and open browser tabs receive changes within seconds.',
      behind: 'Catching up',
      behindHint:
        'Changes are saved, but other plugins and open browser tabs receive them later than usual.',
      broken: 'Needs attention',
      brokenHint_one:
        '{{formatted}} change could not be delivered after several attempts. It is saved, but some plugins or browser tabs have not received it.',
      brokenHint_other:
        '{{formatted}} changes could not be delivered after several attempts. They are saved, but some plugins or browser tabs have not received them.',
      brokenRetry:
        'The reasons are listed below. Fix the cause, then retry. Nothing is lost in the meantime.',
      brokenWho: 'Super admins can see the reasons and retry.',
      brokenDenied:
        'The permission policy of the portal does not let you see the reasons and retry. Ask the operator of the portal for access.',
      brokenRetryDenied:
        'The reasons are listed below. The permission policy of the portal does not let you retry. Ask the operator of the portal for access.',
      stuck: 'Needs attention',
      stuckHint_one:
        '{{formatted}} background task, such as an email or a webhook request, failed after several attempts.',
      stuckHint_other:
        '{{formatted}} background tasks, such as emails or webhook requests, failed after several attempts.',
      paused: 'Delivery paused',
      pausedHint:
        'Some changes cannot be delivered at the moment. They are saved, and are delivered automatically, in order, once the cause is fixed.',
      waiting: 'Waiting',
      deadLettered: 'Not delivered',
      lag: 'Longest wait',
      noLag: 'none',
      failed: 'System status could not be loaded',
      away: 'The database is not responding. Changes cannot be saved until it recovers.',
      unreachable:
        'The server did not respond. Check your connection, then try again.',
      retry: 'Try again',
    },
    paused: {
      title: 'Paused',
      who: 'Changes for {{who}} are waiting',
      since: 'Since',
      waiting_one: '{{formatted}} change is waiting',
      waiting_other: '{{formatted}} changes are waiting',
    },
    queues: {
      title: 'Background tasks',
      deadLetters_one: '{{formatted}} failed',
      deadLetters_other: '{{formatted}} failed',
      retrying_one: '{{formatted}} scheduled for retry',
      retrying_other: '{{formatted}} scheduled for retry',
      waiting_one: '{{formatted}} waiting',
      waiting_other: '{{formatted}} waiting',
      since: 'oldest due',
      retry: 'Retry',
      retried_one: 'Retrying {{formatted}} background task',
      retried_other: 'Retrying {{formatted}} background tasks',
      retryFailed:
        'The tasks could not be retried. They are still in the list.',
      empty: 'No failed or late tasks',
      of: {
        notifications: 'Notifications',
        mails: 'Emails',
        webhooks: 'Webhooks',
      },
    },
    dispatches: {
      title: 'Undelivered changes',
      retry: 'Retry',
      retryAll: 'Retry all',
      retried_one: 'Retrying {{formatted}} change',
      retried_other: 'Retrying {{formatted}} changes',
      retriedHint: 'Anything that fails again returns to the list.',
      retryFailed: 'The change could not be retried. It is still undelivered.',
      deleted: 'This change is no longer in the list.',
      missedBy: 'Not delivered to {{who}}',
      attempts_one: '1 attempt',
      attempts_other: '{{formatted}} attempts',
      more: 'Show full error',
      less: 'Show less',
      empty: 'All changes are delivered',
      emptyHint: 'Anything that still fails after a few minutes returns here.',
      to: {
        events: 'other plugins',
        signals: 'open browser tabs',
      },
    },
    mail: {
      off: 'Email is off',
      offHint:
        'Notifications appear in the portal only. To send them by email as well, configure an email server.',
      failing: 'The email server is not accepting emails',
      failingHint:
        'No email is lost. Waiting emails are retried every few minutes until the server accepts them.',
      since: 'Since',
      well: 'Email works',
      wellHint: 'The email server accepted the most recent email.',
      folder: 'Emails are written to a folder',
      folderHint:
        'Emails are not sent. They are listed below as they would be sent.',
      sent: 'Sent, last 24 hours',
      waiting: 'Waiting',
      notDelivered: 'Not delivered, last 24 hours',
      undelivered: 'Undelivered emails',
      undeliveredEmpty: 'All emails were delivered',
      undeliveredHint: 'Emails that could not be delivered are listed here.',
      newestOnly: 'Only the newest {{formatted}} emails are listed.',
      person: 'Person',
      address: 'Address',
      problem: 'Problem',
      when: 'Time',
      problems: {
        no_address: 'No email address',
        bounced: 'Rejected by the email server',
        failed: 'Failed after two days of attempts',
        unknown: 'Possibly sent: the server did not confirm',
      },
      mails: 'Emails in the folder',
      mailsEmpty: 'No emails yet',
      mailsHint: 'Emails from Callboard are listed here, newest first.',
      to: 'To',
      from: 'From',
      subject: 'Subject',
      date: 'Date',
      back: 'All emails',
      asHtml: 'As HTML',
      asText: 'As plain text',
      form: 'Email format',
      unsubscribe: 'Open the recipient’s unsubscribe link',
      missing: 'Email not found',
      missingHint: 'It is no longer in the folder.',
    },
    workspaces: {
      intro:
        'A workspace keeps its people, projects and data separate from other workspaces.',
      create: 'Create workspace',
      label: 'Workspaces',
      empty: 'No workspaces',
      emptyFirst: 'Create the first workspace with the button above.',
      emptyHint:
        'You are not in a workspace yet. A workspace admin can add you.',
      name: 'Name',
      slug: 'Short name',
      timezone: 'Time zone',
      weekStart: 'First day of the week',
      role: 'Your role',
      members: 'Members',
      memberCount_one: '{{formatted}} member',
      memberCount_other: '{{formatted}} members',
      back: 'All workspaces',
      missing: 'Workspace not found',
      missingHint: 'It was deleted, or you do not have access to it.',
      tabs: 'Workspace sections',
      settings: 'Settings',
    },
    field: {
      name: 'Name',
      namePlaceholder: 'Research and development',
      nameProblem: 'Enter a name of at most 255 characters.',
      slug: 'Short name',
      slugHint: 'Used in URLs and in the API. It cannot be changed.',
      slugProblem:
        'Use 1 to 63 lower-case letters, digits, hyphens or underscores, beginning and ending with a letter or digit.',
      slugTaken: 'This short name is taken. Choose another.',
      timezone: 'Time zone',
      timezoneHint: 'Determines when a day begins and ends.',
      timezoneProblem: 'Choose a time zone, such as Europe/Berlin.',
      timezoneNone: 'No matching time zone',
      weekStart: 'First day of the week',
      weekStartProblem: 'Choose a day.',
      copy: 'Copy',
    },
    create: {
      title: 'Create workspace',
      hint: 'You become its first admin.',
      submit: 'Create',
      created: '{{name}} created',
      failed: 'The workspace could not be created.',
    },
    settings: {
      save: 'Save',
      discard: 'Discard changes',
      unsaved: 'You have unsaved changes.',
      saved: 'Settings saved',
      failed: 'The settings could not be saved. Your changes are still here.',
      readOnly: 'Only workspace admins can change these settings.',
      conflict: 'Someone else changed these settings',
      conflictHint:
        'Your changes are not saved. Discard them, or apply them to the other person’s version and review the result before you save.',
      reload: 'Discard my changes',
      keep: 'Apply my changes to their version',
    },
    remove: {
      title: 'Delete this workspace',
      hint: 'The workspace and everything in it become inaccessible. This cannot be undone.',
      isDefault:
        'This is the default workspace that everyone joins. It cannot be deleted.',
      open: 'Delete workspace',
      ask: 'Delete {{name}}?',
      confirm: 'Type {{slug}} to confirm',
      submit: 'Delete {{name}}',
      done: '{{name}} deleted',
      failed: 'The workspace could not be deleted.',
    },
    role: {
      admin: 'Admin',
      member: 'Member',
      guest: 'Guest',
    },
  },
});
