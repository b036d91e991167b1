import { createTranslationRef } from '@backstage/frontend-plugin-api';

/** The texts of the form that maps the columns, tasks and people of a file with time. @public */
export const callboardTimeImportTranslationRef = createTranslationRef({
  id: 'callboard-time-import',
  messages: {
    format: {
      callboard: 'This is an export of Callboard.',
      tempo: 'This is an export of Tempo.',
      kimai: 'This is an export of Kimai.',
      toggl: 'This is an export of Toggl Track.',
      solidtime: 'This is an export of solidtime.',
      clockify: 'This is an export of Clockify.',
      harvest: 'This is an export of Harvest.',
      other:
        'The file is not from a tool that Callboard knows. Check its columns.',
    },
    columns: {
      title: 'Columns',
      hint: 'Each row needs a date and a duration: minutes, hours, or start and end. Then preview the file to map its projects and people.',
      none: 'Not imported',
      date: 'Date',
      started_at: 'Start',
      ended_at: 'End',
      minutes: 'Minutes',
      hours: 'Hours',
      person: 'Person',
      project: 'Project',
      task: 'Task',
      work_item: 'Work item identifier',
      description: 'Description',
      is_billable: 'Billable',
      activity_type: 'Activity type',
    },
    tasks: {
      title: 'Projects and tasks',
      hint: 'Choose the work item for the time of each task. Rows that name a work item such as PAY-42 need no choice.',
      none: 'All rows name a work item.',
      table: 'Projects and tasks in the file',
      name: 'Project / task',
      rows: 'Rows',
      target: 'Work item',
      noProject: '(no project)',
      item: 'Work item for {{name}}',
      suggested: 'Suggested',
      create: 'New work item',
      createFor: 'Create a work item for {{name}}',
      choose: 'Choose a work item',
      chooseFor: 'Choose a work item for {{name}}',
      more_one: 'Show {{count}} more task',
      more_other: 'Show {{count}} more tasks',
    },
    people: {
      title: 'People',
      hint: 'Choose a user for each name. If you choose none, the rows of that name are not imported.',
      ownHint:
        'You can import only your own time. Choose yourself for each name that is yours.',
      notMe: 'Not me',
    },
  },
});
