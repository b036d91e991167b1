import { createTranslationRef } from '@backstage/frontend-plugin-api';

/**
 * The texts of the Projects page.
 *
 * @public
 */
export const callboardWorkProjectsTranslationRef = createTranslationRef({
  id: 'callboard-work-projects',
  messages: {
    label: 'Projects',
    filters: 'Filters',
    search: 'Search',
    searchHint: 'Name, identifier or entity',
    which: 'Show',
    mine: 'Mine',
    all: 'All',
    countOf: '{{which}} {{formatted}}',
    order: 'Sort by',
    orders: {
      '-last_changed_at': 'Recently active',
      name: 'Name',
      '-open': 'Most open items',
      '-overdue': 'Most overdue items',
    },
    archived: 'Archived',
    clear: 'Clear',
    column: {
      project: 'Project',
      work: 'Open work',
      owner: 'Owner',
      changed: 'Last change',
      actions: 'Actions',
    },
    groupMine: 'My projects',
    groupOthers: 'Other projects in {{workspace}}',
    isMine: 'You are a member',
    isSecret: 'Secret: visible only to its members and workspace admins',
    isArchived: 'Archived',
    open: '{{formatted}} open',
    started: '{{formatted}} in progress',
    overdue: '{{formatted}} overdue',
    noWork: 'No open work',
    share: '{{group}} {{formatted}}',
    members_one: '{{formatted}} member',
    members_other: '{{formatted}} members',
    board: 'Board',
    boardOf: 'Board of {{name}}',
    join: 'Join',
    joinOf: 'Join {{name}}',
    joined: 'You joined {{name}}',
    joinFailed: '{{name}} could not be joined. Try again.',
    guest:
      'As a guest of {{workspace}}, you can view these projects. To join one, ask a workspace admin to make you a member.',
    empty: 'No projects in {{workspace}} yet',
    emptyHint:
      'A project is a catalog system or component with work items, a board and members. To create one, open the system or component in the catalog and choose its Work tab.',
    emptyGuest:
      'A project is a catalog system or component with work items, a board and members. Members of the workspace can create projects.',
    catalog: 'Open the catalog',
    emptyMine: 'You are not in any project in {{workspace}} yet',
    emptyMineHint:
      'Join a project, or ask one of its admins to add you. Owners of a system or component are added to its project automatically.',
    showAll: 'Show all projects',
    emptyFound: 'No matching projects',
    emptyFoundHint: 'Change the search or clear the filters.',
  },
});
