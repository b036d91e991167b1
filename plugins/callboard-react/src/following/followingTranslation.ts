import { createTranslationRef } from '@backstage/frontend-plugin-api';

/** The texts of the follow button for projects, work items and dashboards. @public */
export const callboardFollowingTranslationRef = createTranslationRef({
  id: 'callboard-following',
  messages: {
    button: {
      all: 'Following',
      mentions: 'Mentions only',
      none: 'Muted',
      off: 'Follow',
    },
    hint: 'Notifications',
    level: {
      all: 'Everything',
      allHint: 'Notify me about every change.',
      mentions: 'Mentions only',
      mentionsHint: 'Notify me only when I am mentioned.',
      none: 'Muted',
      noneHint:
        'Do not notify me, except for notifications that cannot be turned off.',
      dashboard: {
        all: 'Notify me when a number crosses a threshold.',
        none: 'No notifications.',
      },
    },
    source: {
      own: 'You chose this setting.',
      project: 'Same as your setting for the project.',
      assignee: 'You follow it because it is assigned to you.',
      author: 'You follow it because you created it.',
      none: 'You are not following it.',
    },
    reset: 'Reset to default',
    mute: {
      item: 'Mute this work item',
      project: 'Mute this project',
      itemBack: 'Unmute this work item',
      projectBack: 'Unmute this project',
      mutedItem: 'Work item muted',
      mutedProject: 'Project muted',
      unmutedItem: 'Work item unmuted',
      unmutedProject: 'Project unmuted',
    },
    failed: 'Your choice could not be saved. Nothing was changed.',
  },
});
