import { createTranslationRef } from '@backstage/frontend-plugin-api';

/** The texts of the home page widgets. @public */
export const callboardHomeTranslationRef = createTranslationRef({
  id: 'callboard-home',
  messages: {
    steps: {
      label: 'First steps',
      over: 'All steps done',
      overHint: 'You no longer need this card. To remove it, choose Edit.',
      board: 'Open a board',
      boardHint: 'Choose a project and see who works on what.',
      item: 'Change an item or comment on it',
      itemHint: 'Set its state, assignee or estimate. You can undo the change.',
      find: 'Search with {{keys}}',
      findHint:
        'Search work items, projects, people, departments and dashboards from any page.',
      people: 'Browse people',
      peopleHint: 'See departments, their managers and members.',
      access: 'Request access',
      accessHint: 'People who can give you access:',
      invite: 'Invite people',
      inviteHint: 'Add colleagues to the workspace {{workspace}}.',
      link: 'Give a department access to a project',
      linkHint:
        'The people in the department become project members automatically.',
      tracker: 'Open the Activity Tracker',
      trackerHint: 'See who changed what and when, with old and new values.',
    },
    team: {
      manager: 'Manager',
      noManager: 'No manager',
      people: 'People in {{department}}',
      you: 'you',
      count_one: '{{formatted}} person',
      count_other: '{{formatted}} people',
      seeAll: 'See all',
      none: 'You are not in a department',
      noneHint:
        'An admin of the workspace {{workspace}} can add you to the staff directory.',
      organisation: 'Browse people',
    },
  },
});
