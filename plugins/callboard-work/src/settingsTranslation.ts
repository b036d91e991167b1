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
    back: 'Back to the work items',
    saved: 'Saved',
    failed: 'This was not saved.',
    conflict:
      'Somebody else changed this in the meantime. It shows as it is now; try again.',
    general: {
      title: 'Project',
      access: 'Who can see it',
      open: 'Open: everybody in the workspace',
      secret: 'Secret: its members and the admins of the workspace',
      tracking: 'Time can be logged on its items',
      toSecretTitle: 'Make {{project}} secret?',
      toSecretHint:
        'Who is not a member will no longer see it, its items, nor anything about them.',
      toSecret: 'Make it secret',
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
