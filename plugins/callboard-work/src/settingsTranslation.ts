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
        'Items are called by it: {{identifier}}-1, {{identifier}}-2 and so on.',
      renames:
        'All items get the new name at once: {{before}}-42 becomes {{after}}-42. Links to items keep working. The old names are no longer found, and another project may take {{before}}; where people wrote them down they stay.',
      identifierProblem:
        'Use 1 to 12 letters from A to Z and digits, beginning with a letter.',
      taken: 'Another project has {{identifier}} already. Choose another one.',
      discard: 'Discard',
      conflict:
        'Somebody else has changed the project in the meantime. Your changes are not saved but still here: look at them once more, and save again.',
      access: 'Who can see it',
      open: 'Open',
      openHint: 'Everybody in the workspace reads it, and may join it.',
      secret: 'Secret',
      secretHint:
        'Only its members and the admins of the workspace know that it exists.',
      tracking: 'Time can be logged on its items',
      toSecretTitle: 'Make {{project}} secret?',
      toSecretHint:
        'Who is not a member will no longer see it, its items, nor anything about them.',
      toSecret: 'Make it secret',
    },
    members: {
      title: 'Members',
      hint: 'Admins of the workspace are admins here, too, without standing in this list.',
    },
    archive: {
      title: 'Archive',
      hint: 'For a project that is over. Nothing is deleted, and it can be restored at any time.',
      open: 'Archive project',
      ask: 'Archive {{project}}?',
      means:
        'Everything can still be read, but until the project is restored nobody can make or change items, states, labels, cycles or modules, and nothing flows in from elsewhere.',
      submit: 'Archive',
      done: '{{project}} is archived',
      isArchived: 'Archived',
      restore: 'Restore',
      restored: '{{project}} is restored',
    },
    sources: {
      title: 'Sources',
      hint: 'Where items come from. Nothing is set here: what flows in follows from the catalog.',
      source: 'Source',
      items: 'Items, with archived ones',
      own: 'Made here',
      others: 'Other systems',
    },
    github: {
      title: 'GitHub issues',
      none: 'Nothing flows in from GitHub, because the catalog does not say which repository this is. Who looks after the entity can add it to its catalog-info.yaml:',
      repository: 'The catalog names the repository {{slug}}.',
      flows: 'Its issues become items of this project.',
      waits:
        'Its issues are to become items of this project, but none has come so far. If there should be some, ask who runs this portal whether it takes issues from this repository.',
      archived: 'Its issues stay away as long as this project is archived.',
      contested:
        'Nothing is taken from it, because the catalog names the same repository for other entities, too. Only one of them may name it:',
      otherWorkspace:
        'GitHub fills one workspace only: the default one, unless the portal is set up otherwise.',
      mapping:
        'Title, description, labels, milestone (as cycle), assignees and whether it is closed come from GitHub, and are changed there. State while it is open, priority, estimates, dates and modules are changed here.',
      people:
        'An assignee is whoever has the login in the annotation {{annotation}} of their user in the catalog; others are left out.',
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
      deleteHint: 'Its items have to go somewhere.',
      moveTo: 'Move items to',
      empty: 'No states yet.',
    },
    labels: {
      title: 'Labels',
      hint: 'Words that items are marked with.',
      add: 'Add a label',
      edit: 'Change the label',
      delete: 'Delete the label {{name}}?',
      deleteHint: 'Items that have it go without.',
      empty: 'No labels yet.',
    },
    cycles: {
      title: 'Cycles',
      hint: 'Stretches of time in which items are to be done, such as sprints.',
      add: 'Add a cycle',
      edit: 'Change the cycle',
      delete: 'Delete the cycle {{name}}?',
      deleteHint: 'Items that have it go without.',
      empty: 'No cycles yet.',
    },
    modules: {
      title: 'Modules',
      hint: 'Parts of the project that items belong to.',
      add: 'Add a module',
      edit: 'Change the module',
      delete: 'Delete the module {{name}}?',
      deleteHint: 'Items that have it go without.',
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
