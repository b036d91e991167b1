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
    hint: 'What you hear of it',
    level: {
      all: 'Everything',
      allHint: 'You hear of every change.',
      mentions: 'Mentions',
      mentionsHint: 'You hear only when somebody mentions you.',
      none: 'Nothing',
      noneHint: 'It is muted. You hear only what everybody must hear.',
      dashboard: {
        all: 'You hear when a number crosses one of its thresholds.',
        none: 'You hear nothing of it.',
      },
    },
    source: {
      own: 'You have chosen this.',
      project: 'As you have chosen for the project.',
      assignee: 'You follow it because it is assigned to you.',
      author: 'You follow it because you created it.',
      none: 'You do not follow it.',
    },
    reset: 'Forget my choice',
    mute: {
      item: 'Mute this work item',
      project: 'Mute this project',
      itemBack: 'Unmute this work item',
      projectBack: 'Unmute this project',
      mutedItem: 'You will hear no more of this work item',
      mutedProject: 'You will hear no more of this project',
      unmutedItem: 'This work item is not muted any more',
      unmutedProject: 'This project is not muted any more',
    },
    failed: 'Your choice could not be saved. Nothing has changed.',
  },
});
