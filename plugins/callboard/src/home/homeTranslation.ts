import { createTranslationRef } from '@backstage/frontend-plugin-api';

/** The texts of the home page widgets. @public */
export const callboardHomeTranslationRef = createTranslationRef({
  id: 'callboard-home',
  messages: {
    steps: {
      label: 'Things to try first',
      over: 'You have done all of them',
      overHint: 'You no longer need this card. To remove it, choose Edit.',
      board: 'Open a board',
      boardHint: 'Choose a project, and see who is on what.',
      item: 'Comment on an item, or change it',
      itemHint: 'Set its state, assignee or estimate. You can undo it.',
      find: 'Find something with {{keys}}',
      findHint:
        'Work items, projects, people, departments and dashboards, from any page.',
      people: 'See who is who',
      peopleHint: 'Departments, their managers, and everybody in them.',
      access: 'Ask for more access',
      accessHint: 'These people can give it:',
      invite: 'Invite people',
      inviteHint: 'Add colleagues to the workspace {{workspace}}.',
      link: 'Link a department to a project',
      linkHint:
        'Its people become members automatically, and the list stays up to date.',
      tracker: 'Look at the Activity Tracker',
      trackerHint: 'Who changed what and when, before and after.',
    },
    team: {
      manager: 'Manager',
      noManager: 'No manager',
      people: 'Who works in {{department}}',
      you: 'you',
      count_one: '{{formatted}} person',
      count_other: '{{formatted}} people',
      seeAll: 'See all',
      none: 'You are not in a department',
      noneHint:
        'An admin of the workspace {{workspace}} can add you to the staff.',
      organisation: 'See who is who',
    },
  },
});
