import { createTranslationRef } from '@backstage/frontend-plugin-api';

/**
 * The texts of the import of work items.
 *
 * @public
 */
export const callboardWorkImportTranslationRef = createTranslationRef({
  id: 'callboard-work-import',
  messages: {
    title: 'Import work items into {{project}}',
    hint: 'Callboard recognises exports from Jira, Linear, Plane, GitHub and Azure DevOps by their columns. For other files, you choose the columns in the preview. Importing a file again updates the items from the first import.',
    noAccess: 'Only project admins can import work items',
    format: {
      jira: 'This is an export from Jira.',
      linear: 'This is an export from Linear.',
      plane: 'This is an export from Plane.',
      github: 'This is an export from GitHub.',
      azure: 'This is an export from Azure DevOps.',
      file: 'The file is not from a tool that Callboard knows. Check the columns. The title is required.',
    },
    mapping: {
      title: 'Mapping',
      hint: 'The project remembers your choices.',
      columns: 'Columns',
      states: 'States',
      statesHint:
        'New items whose state is not mapped start in the first backlog state.',
      people: 'People who were not found',
      peopleHint:
        'They are unknown in this workspace, or cannot see the project. If you choose nobody for a name, the import assigns nobody for that name.',
      none: 'Not imported',
      initial: 'First backlog state',
    },
    field: {
      title: 'Title',
      external_id: 'Key',
      description: 'Description',
      state: 'State',
      priority: 'Priority',
      assignees: 'Assignees',
      labels: 'Labels',
      cycle: 'Cycle',
      module: 'Module',
      parent: 'Parent',
      estimate_points: 'Estimate in points',
      estimate_time: 'Estimated time',
      start_date: 'Start date',
      target_date: 'Due date',
      created_by: 'Author',
      created_at: 'Created',
      updated_at: 'Updated',
      completed_at: 'Completed',
      external_url: 'Link',
    },
    column: {
      title: 'At most 512 characters',
      external_id: 'Identifies the item in later imports',
      state: 'A state of the project, or a common name such as "In progress"',
      priority: 'urgent, high, medium, low or none',
      assignees:
        'Email addresses, user names or full names, separated by commas',
      labels: 'Names, separated by commas',
      parent: 'The key of the parent',
      estimate_time: 'Minutes, or a text such as 1h 30m',
      target_date: '2026-11-16, 16.11.2026 or 16/Nov/26',
    },
    undo: {
      action: 'Undo import',
      undone: 'Import undone',
      done_one: 'Import of {{formatted}} item undone',
      done_other: 'Import of {{formatted}} items undone',
      skipped_one:
        '{{formatted}} item has changed since the import and stays as it is',
      skipped_other:
        '{{formatted}} items have changed since the import and stay as they are',
      failed: 'The import was not undone.',
    },
  },
});
