import { createTranslationRef } from '@backstage/frontend-plugin-api';

/**
 * The texts of the settings of projects.
 *
 * @public
 */
export const callboardWorkSettingsTranslationRef = createTranslationRef({
  id: 'callboard-work-settings',
  messages: {
    title: '{{project}} settings',
    noSettings: {
      title: 'Only project admins can see the settings',
    },
    back: 'Back to work items',
    onPage: 'On this page',
    saved: 'Saved',
    failed: 'Your changes were not saved.',
    conflict:
      'Someone else changed this. The current version is shown. Try again.',
    general: {
      title: 'General',
      names: 'Names',
      name: 'Name',
      nameHint: 'The name of the project across Callboard.',
      nameProblem: 'Enter a name of at most 255 characters.',
      identifier: 'Identifier',
      identifierHint:
        'Prefix of item identifiers: {{identifier}}-1, {{identifier}}-2 and so on.',
      renames:
        'All items get new identifiers at once: {{before}}-42 becomes {{after}}-42. Links to items keep working. The old identifiers can no longer be searched for, and another project can take {{before}}. Texts that mention the old identifiers do not change.',
      identifierProblem:
        'Use 1 to 12 letters (A–Z) and digits, starting with a letter.',
      taken:
        'Another project already uses {{identifier}}. Choose a different one.',
      discard: 'Discard changes',
      conflict:
        'Someone else changed the project. Your changes are not saved, but they are still here. Review them, then save again.',
      access: 'Visibility',
      open: 'Open',
      openHint:
        'Everyone in the workspace can view the project. Everyone except guests can join it.',
      secret: 'Secret',
      secretHint:
        'Only project members and workspace admins can view the project.',
      tracking: 'Allow time tracking',
      toSecretTitle: 'Make {{project}} secret?',
      toSecretHint:
        'People who are not members lose access to the project and its items.',
      toSecret: 'Make secret',
    },
    members: {
      title: 'Members',
      hint: 'Workspace admins are also admins of this project. They are not listed here.',
    },
    archive: {
      title: 'Archive',
      hint: 'Archive a project that is finished. Nothing is deleted, and you can restore it at any time.',
      open: 'Archive project',
      ask: 'Archive {{project}}?',
      means:
        'The project becomes read-only until it is restored: items, states, labels, cycles and modules cannot be created or changed, and imports from other systems stop.',
      submit: 'Archive',
      done: '{{project}} archived',
      isArchived: 'Archived',
      restore: 'Restore',
      restored: '{{project}} restored',
    },
    sources: {
      title: 'Sources',
      hint: 'The systems that items come from. The catalog decides what is imported, so this list cannot be changed here.',
      source: 'Source',
      items: 'Items, including archived ones',
      own: 'Created here',
      others: 'Other systems',
    },
    synced: {
      unread: 'Not fully synced yet.',
      read: 'Last synced: {{time}}.',
      event: 'Last event: {{time}}.',
      done: '{{done}} items synced so far',
      doneOf: '{{done}} of {{total}} items synced',
      progressLabel: 'Progress of {{name}}',
      problems: 'Import problems: {{number}}',
      paused:
        '{{source}} accepts no requests for now, because its rate limit is reached. The sync continues {{time}}.',
      failed:
        'The last sync did not complete. If the next one fails too, ask the portal operator.',
      sync: 'Sync now',
      requested: 'The sync of {{source}} starts within seconds',
      notRequested: 'The sync could not be started',
      states: 'States',
      statesHint:
        'A changed mapping moves items at once. “Automatic” uses the state with the same name. If none exists, it uses the first state of the same group.',
      stateThere: 'State in {{source}}',
      stateHere: 'State here',
      stateFor: 'State for {{name}}',
      automatic: 'Automatic',
      people: 'Accounts',
      peopleHint:
        'Accounts that could not be matched to a user automatically. An assignment applies in the whole workspace. Each item shows it after its next change in {{source}}.',
      account: 'Account in {{source}}',
      user: 'User',
      assign: 'Assign',
      assignTo: 'Assign a user to {{name}}',
      change: 'Change',
      changeFor: 'Change the user of {{name}}',
      showAll: 'Show all {{number}} accounts',
      notSaved: 'The mapping could not be saved',
    },
    github: {
      title: 'GitHub issues',
      none: 'No issues are imported, because the catalog entity does not name a GitHub repository. The owner of the entity can add it to catalog-info.yaml:',
      repository: 'Repository in the catalog: {{slug}}.',
      flows: 'Its issues are items of this project.',
      waits:
        'None of its issues has arrived yet. If you expect issues, ask the portal operator whether the portal imports issues from this repository into this project.',
      archived: 'Its issues are not imported while this project is archived.',
      contested:
        'No issues are imported while another catalog entity with a project names the same repository. Other entities that name it:',
      otherWorkspace:
        'GitHub issues are imported into one workspace only: the default workspace, unless the portal is configured otherwise.',
      mapping:
        'GitHub controls title, description, labels, milestone (as cycle), assignees, and whether an item is closed. Callboard controls the state of open items, priority, estimates, dates and modules.',
      people:
        'Assignees are matched by GitHub login. Unless the portal is configured otherwise, the login is in the annotation {{annotation}} of their catalog user. Unmatched assignees are skipped.',
      allKnown: 'All members have this annotation.',
      unknown: 'Members without this annotation:',
      more: 'and {{number}} more',
    },
    states: {
      title: 'States',
      hint: 'The steps that work items go through, in order. Each state belongs to a group, such as Backlog or In progress. The group, not the name, decides how its items are counted.',
      add: 'Add state',
      edit: 'Edit state',
      delete: 'Delete state {{name}}?',
      deleteHint: 'Choose a new state for its items.',
      moveTo: 'Move items to',
      empty: 'No states yet.',
    },
    labels: {
      title: 'Labels',
      hint: 'Tags for work items.',
      add: 'Add label',
      edit: 'Edit label',
      delete: 'Delete label {{name}}?',
      deleteHint: 'It is removed from all items that use it.',
      empty: 'No labels yet.',
    },
    cycles: {
      title: 'Cycles',
      hint: 'Time frames for work items, such as sprints.',
      add: 'Add cycle',
      edit: 'Edit cycle',
      delete: 'Delete cycle {{name}}?',
      deleteHint: 'It is removed from all items that use it.',
      empty: 'No cycles yet.',
    },
    modules: {
      title: 'Modules',
      hint: 'Areas or features of the project, used to group its items.',
      add: 'Add module',
      edit: 'Edit module',
      delete: 'Delete module {{name}}?',
      deleteHint: 'It is removed from all items that use it.',
      empty: 'No modules yet.',
    },
    row: {
      edit: 'Edit {{name}}',
      delete: 'Delete {{name}}',
      up: 'Move {{name}} up',
      down: 'Move {{name}} down',
      showPast: 'Show ended cycles ({{number}})',
      hidePast: 'Hide ended cycles',
      moved: '{{name}} moved to position {{position}}',
    },
    field: {
      name: 'Name',
      color: 'Colour',
      group: 'Group',
      description: 'Description',
      start_date: 'Start date',
      end_date: 'End date',
      target_date: 'Due date',
      lead_ref: 'Lead',
    },
    dialog: {
      add: 'Add',
      save: 'Save',
      delete: 'Delete',
      reversed: 'Choose a date on or after the start date.',
    },
    none: 'None',
  },
});
