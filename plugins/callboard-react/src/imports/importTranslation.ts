import { createTranslationRef } from '@backstage/frontend-plugin-api';

/** The texts of file imports. @public */
export const callboardImportTranslationRef = createTranslationRef({
  id: 'callboard-import',
  messages: {
    steps: {
      label: 'Steps of the import',
      file: 'File',
      preview: 'Preview',
      result: 'Result',
    },
    file: {
      drop: 'Drop a file here, or',
      choose: 'Choose a file',
      other: 'Choose another file',
      field: 'File to import',
      limits: '{{types}}, at most {{size}} and {{rows}} rows.',
      template: 'Download a template',
      templateHint: 'A CSV file with all columns, to fill in.',
      remove: 'Remove {{name}}',
      preview: 'Preview',
    },
    existing: {
      label: 'Rows that exist already',
      error: 'Report them as errors',
      errorHint: 'Only new rows are taken.',
      skip: 'Skip them',
      skipHint: 'They stay as they are.',
      update: 'Change them',
      updateHint: 'Empty cells leave what is there.',
    },
    columns: {
      title: 'Columns',
      intro:
        'The first row names the columns, in any order. Others are ignored.',
      required: 'required',
    },
    busy: {
      check: 'Reading {{name}} and checking each row. Nothing is changed yet.',
      import: 'Importing {{name}}.',
      cancel: 'Cancel',
    },
    preview: {
      title: 'What would happen',
      hint: 'Nothing has been changed yet.',
      outcomes: 'Rows by outcome',
      table: 'Rows of the file',
      row: 'Row',
      outcome: 'Outcome',
      before: 'before:',
      wrong: 'wrong',
      ignored_one: 'This column is not known and is ignored: {{names}}',
      ignored_other: 'These columns are not known and are ignored: {{names}}',
      none: 'No such rows',
      back: 'Back',
      submit_one: 'Import {{formatted}} row',
      submit_other: 'Import {{formatted}} rows',
      nothing: 'There is nothing to import: no row would change anything.',
      allFailed_one:
        'Nothing can be imported: the row has an error. Correct it in the file.',
      allFailed_other:
        'Nothing can be imported: {{formatted}} rows have errors. Correct them in the file.',
      failedStay_one:
        '{{formatted}} row has an error and is left out. Correct it in the file, or download it and import the others.',
      failedStay_other:
        '{{formatted}} rows have errors and are left out. Correct them in the file, or download them and import the others.',
    },
    outcome: {
      created: 'New',
      updated: 'Changed',
      skipped: 'Unchanged or skipped',
      failed: 'Failed',
    },
    chip: {
      created: '{{formatted}} new',
      updated: '{{formatted}} changed',
      skipped: '{{formatted}} unchanged or skipped',
      failed: '{{formatted}} failed',
    },
    result: {
      title: 'The import is done',
      nothing: 'Nothing was imported',
      failed_one: '{{formatted}} row was left out because of an error.',
      failed_other: '{{formatted}} rows were left out because of errors.',
      failedHint_one:
        'Download it with the reason, correct it, and import that file.',
      failedHint_other:
        'Download them with the reasons, correct them, and import that file.',
      download: 'Download failed rows',
      another: 'Import another file',
      done: 'Done',
    },
    problem: {
      tooLarge:
        'The file is larger than {{size}}. Divide it into smaller ones, or leave out what is not needed.',
      empty: 'The file is empty.',
      type: 'Files of this type cannot be read here. Use one of these: {{types}}.',
      unreadable: 'The file could not be read.',
      refused: 'The file {{reason}}.',
      noAccess: 'Only admins of the workspace can import.',
      failed: 'The file could not be checked. Nothing was changed.',
      importFailed:
        'The import did not go through. Look at the list to see whether anything has arrived before you try again.',
      stopped:
        'The import was stopped. It happens in one go, so either all of it has arrived or nothing: look at the list before you try again.',
    },
  },
});
