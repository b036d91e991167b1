import { createTranslationRef } from '@backstage/frontend-plugin-api';

/**
 * The texts of the button that follows a project or work item.
 *
 * @public
 */
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
      mentionsHint: 'You hear when somebody mentions you or assigns it to you.',
      none: 'Nothing',
      noneHint: 'It is muted. You hear only what everybody must hear.',
    },
    source: {
      own: 'You have chosen this.',
      project: 'As you have chosen for the project.',
      assignee: 'You follow it because it is assigned to you.',
      author: 'You follow it because you created it.',
      none: 'You do not follow it.',
    },
    reset: 'Forget my choice',
    failed: 'Your choice could not be saved. Nothing has changed.',
  },
});
