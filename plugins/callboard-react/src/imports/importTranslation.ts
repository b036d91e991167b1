import { createTranslationRef } from '@backstage/frontend-plugin-api';

/** The texts of file imports. @public */
export const callboardImportTranslationRef = createTranslationRef({
  id: 'callboard-import',
  messages: {
    steps: {
      label: 'Import steps',
      file: 'File',
      map: 'Map',
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
      templateHint: 'A CSV file with all columns.',
      remove: 'Remove {{name}}',
      preview: 'Preview',
    },
    existing: {
      label: 'Existing rows',
      error: 'Report as errors',
      errorHint: 'Only new rows are imported.',
      skip: 'Skip',
      skipHint: 'Existing rows do not change.',
      update: 'Update',
      updateHint: 'Empty cells leave the current value unchanged.',
    },
    columns: {
      title: 'Columns',
      intro:
        'The first row contains the column names, in any order. Unknown columns are ignored.',
      required: 'required',
    },
    busy: {
      check: 'Reading {{name}} and checking each row. Nothing is changed yet.',
      import_one: 'Importing {{rows}} row of {{name}}.',
      import_other: 'Importing {{rows}} rows of {{name}}.',
      cancel: 'Cancel',
    },
    map: {
      title: 'Map names in the file',
      hint: 'Callboard remembers your choices for the next import. No changes have been made yet.',
    },
    dates: {
      title: 'Dates',
      label: 'Dates such as 01/02/2026',
      hint: '“Automatic” uses the order of the other dates in the file.',
      automatic: 'Automatic',
      day_first: 'Day first',
      month_first: 'Month first',
    },
    people: { choose: 'Choose a person' },
    preview: {
      title: 'Import preview',
      hint: 'No changes have been made yet.',
      outcomes: 'Rows by outcome',
      table: 'Rows of the file',
      row: 'Row',
      outcome: 'Outcome',
      before: 'before:',
      wrong: 'invalid',
      ignored_one: 'Unknown column, ignored: {{names}}',
      ignored_other: 'Unknown columns, ignored: {{names}}',
      moreColumns_one: 'and {{formatted}} more',
      moreColumns_other: 'and {{formatted}} more',
      none: 'No rows',
      back: 'Back',
      update: 'Update preview',
      submit_one: 'Import {{formatted}} row',
      submit_other: 'Import {{formatted}} rows',
      nothing: 'Nothing to import: no row would make a change.',
      unmapped:
        'No rows can be imported. Check that the required columns are mapped, then update the preview.',
      mapHint:
        'You can also change how columns and names in the file are mapped.',
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
      failed: 'Error',
    },
    chip: {
      created: '{{formatted}} new',
      updated: '{{formatted}} changed',
      skipped: '{{formatted}} unchanged or skipped',
      failed: '{{formatted}} with errors',
    },
    result: {
      title: 'Import complete',
      nothing: 'Nothing was imported',
      failed_one: '{{formatted}} row was left out because of an error.',
      failed_other: '{{formatted}} rows were left out because of errors.',
      failedHint_one:
        'Download the row with the reason, correct it, and import the downloaded file.',
      failedHint_other:
        'Download the rows with the reasons, correct them, and import the downloaded file.',
      download: 'Download rows with errors',
      another: 'Import another file',
      done: 'Done',
    },
    problem: {
      tooLarge:
        'The file is larger than {{size}}. Split it into smaller files or remove rows.',
      empty: 'The file is empty.',
      type: 'This file type is not supported. Use one of these: {{types}}.',
      unreadable: 'The file could not be read.',
      refused: 'The file {{reason}}.',
      noAccess: 'You are not allowed to import here. Ask an admin.',
      failed: 'The file could not be checked. Nothing was changed.',
      importFailed:
        'The import failed. Before you try again, check the list for imported rows.',
      stopped:
        'The import was stopped. Either all rows were imported or none. Check the list before you try again.',
    },
  },
});
