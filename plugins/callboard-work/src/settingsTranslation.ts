import { createTranslationRef } from '@backstage/frontend-plugin-api';

/**
 * The texts of the settings of projects.
 *
 * @public
 */
export const callboardWorkSettingsTranslationRef = createTranslationRef({
  id: 'callboard-work-settings',
  messages: {
    title: 'Settings of {{project}}',
    noSettings: {
      title: 'The settings are for admins of the project',
    },
    back: 'Back to the work items',
    onPage: 'On this page',
    saved: 'Saved',
    failed: 'This was not saved.',
    conflict:
      'Somebody else changed this in the meantime. It shows as it is now; try again.',
    general: {
      title: 'Project',
      names: 'Names',
      name: 'Name',
      nameHint: 'What the project is called everywhere in Callboard.',
      nameProblem: 'Give it a name of at most 255 characters.',
      identifier: 'Identifier',
      identifierHint:
        'Items are numbered with it: {{identifier}}-1, {{identifier}}-2 and so on.',
      renames:
        'All items are renamed at once: {{before}}-42 becomes {{after}}-42. Links to items keep working. The old names can no longer be searched for, and another project may take {{before}}. Texts that mention the old names stay as they are.',
      identifierProblem:
        'Use 1 to 12 letters from A to Z and digits, beginning with a letter.',
      taken:
        'Another project already uses {{identifier}}. Choose a different one.',
      discard: 'Discard',
      conflict:
        'Somebody else has changed the project in the meantime. Your changes are not saved, but they are still here: check them, then save again.',
      access: 'Who can see it',
      open: 'Open',
      openHint: 'Everybody in the workspace can view it and join it.',
      secret: 'Secret',
      secretHint:
        'Only its members and the admins of the workspace know that it exists.',
      tracking: 'Time can be logged on its items',
      toSecretTitle: 'Make {{project}} secret?',
      toSecretHint:
        'People who are not members will no longer see it, its items or anything about them.',
      toSecret: 'Make it secret',
    },
    members: {
      title: 'Members',
      hint: 'Admins of the workspace are admins here too, without being on this list.',
    },
    archive: {
      title: 'Archive',
      hint: 'For a project that is over. Nothing is deleted, and it can be restored at any time.',
      open: 'Archive project',
      ask: 'Archive {{project}}?',
      means:
        'Everything can still be read, but until the project is restored nobody can make or change items, states, labels, cycles or modules, and nothing is imported from other systems.',
      submit: 'Archive',
      done: '{{project}} is archived',
      isArchived: 'Archived',
      restore: 'Restore',
      restored: '{{project}} is restored',
    },
    sources: {
      title: 'Sources',
      hint: 'Where items come from. There is nothing to set here: the catalog decides what is imported.',
      source: 'Source',
      items: 'Items, including archived ones',
      own: 'Made here',
      others: 'Other systems',
    },
    github: {
      title: 'GitHub issues',
      none: 'Nothing is imported from GitHub, because the catalog does not say which repository this is. Whoever maintains the entity can add it to its catalog-info.yaml:',
      repository: 'The catalog names the repository {{slug}}.',
      flows: 'Its issues become items of this project.',
      waits:
        'Its issues can become items of this project, but none has arrived so far. If there should be some, ask whoever runs this portal whether it receives issues from this repository.',
      archived: 'Its issues are not imported while this project is archived.',
      contested:
        'Nothing is imported from it, because the catalog names the same repository for other entities too. Only one of them may name it:',
      otherWorkspace:
        'GitHub issues go to one workspace only: the default one, unless the portal is set up otherwise.',
      mapping:
        'Title, description, labels, milestone (as cycle), assignees and whether it is closed come from GitHub, and are changed there. State while it is open, priority, estimates, dates and modules are changed here.',
      people:
        'Assignees are found by their GitHub login, in the annotation {{annotation}} of their user in the catalog. Others are left out.',
      allKnown: 'All members have one.',
      unknown: 'These members have none:',
      more: 'and {{number}} more',
    },
    states: {
      title: 'States',
      hint: 'The steps of an item, in order. The group says what a state means, whatever it is called.',
      add: 'Add a state',
      edit: 'Change the state',
      delete: 'Delete the state {{name}}?',
      deleteHint: 'Choose where its items go.',
      moveTo: 'Move items to',
      empty: 'No states yet.',
    },
    labels: {
      title: 'Labels',
      hint: 'Words to mark items with.',
      add: 'Add a label',
      edit: 'Change the label',
      delete: 'Delete the label {{name}}?',
      deleteHint: 'It is removed from the items that have it.',
      empty: 'No labels yet.',
    },
    cycles: {
      title: 'Cycles',
      hint: 'Periods in which items should be done, such as sprints.',
      add: 'Add a cycle',
      edit: 'Change the cycle',
      delete: 'Delete the cycle {{name}}?',
      deleteHint: 'It is removed from the items that have it.',
      empty: 'No cycles yet.',
    },
    modules: {
      title: 'Modules',
      hint: 'Parts of the project that items belong to.',
      add: 'Add a module',
      edit: 'Change the module',
      delete: 'Delete the module {{name}}?',
      deleteHint: 'It is removed from the items that have it.',
      empty: 'No modules yet.',
    },
    row: {
      edit: 'Change {{name}}',
      delete: 'Delete {{name}}',
      up: 'Move {{name}} up',
      down: 'Move {{name}} down',
      showPast: 'Show those that have ended ({{number}})',
      hidePast: 'Hide those that have ended',
      moved: '{{name}} is now number {{place}}',
    },
    field: {
      name: 'Name',
      color: 'Colour',
      group: 'Group',
      description: 'Description',
      start_date: 'First day',
      end_date: 'Last day',
      target_date: 'Last day',
      lead_ref: 'Lead',
    },
    dialog: {
      add: 'Add',
      save: 'Save',
      delete: 'Delete',
      reversed: 'Must not be before the first day',
    },
    none: 'None',
  },
});
