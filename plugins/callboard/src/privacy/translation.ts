import { createTranslationRef } from '@backstage/frontend-plugin-api';

/**
 * The texts of the page about how long things are kept, and about erasing people.
 *
 * @public
 */
export const callboardPrivacyTranslationRef = createTranslationRef({
  id: 'callboard.privacy',
  messages: {
    retention: {
      title: 'Retention',
      hint: 'How long rows of the activity log are kept. The narrowest rule holds; what has no rule is kept for ever. Rows go once a day, and the seals say so.',
      empty: 'Everything is kept for ever.',
      workspace: 'Workspace',
      all: 'All others',
      deleted: 'A deleted workspace',
      class: 'What',
      views: 'Views and searches',
      changes: 'Changes',
      audit: 'Audit events',
      days: 'Days to keep',
      daysHint: 'Empty: for ever',
      daysProblem: 'A whole number from 1 to {{most}}.',
      twice: 'There is a rule for this already.',
      add: 'Add a rule',
      remove: 'Remove the rule',
      review: 'Save…',
      discard: 'Discard changes',
      confirm: 'Save these rules?',
      goes_zero: 'No row of the log would go now.',
      goes_one:
        '{{formatted}} row of the log would go with the next daily run, and cannot be brought back.',
      goes_other:
        '{{formatted}} rows of the log would go with the next daily run, and cannot be brought back.',
      counting: 'Counting the rows that would go…',
      save: 'Save rules',
      saved: 'The rules are saved',
    },
    erasure: {
      title: 'Erasing people',
      hint: 'Their name, mail address and what they wrote go from everything, and their reference becomes a pseudonym. Minutes, counts and seals stay as they are.',
      person: 'Person',
      personProblem: 'Pick somebody.',
      reason: 'Reason',
      reasonHint: 'It is kept; a name in it is not.',
      reasonProblem: 'Say why.',
      count: 'See what would change',
      counting: 'Counting…',
      nothing: 'Nothing is stored about this person.',
      atLeast: 'These counts are approximate.',
      area: 'Area',
      rows: 'Entries',
      wouldChange: 'What would change',
      begin: 'Erase…',
      confirm: 'Erase {{person}}?',
      confirmHint:
        'This cannot be undone. A backup still has the person. Whoever restores it has to erase them again.',
      type: 'Type {{person}} to confirm',
      erase: 'Erase for good',
      running: 'Erasing',
      done: 'The person is erased',
      failed: 'Erasing stopped. Begin again: it goes on where it stopped.',
      list: 'Former erasures',
      empty: 'Nobody was erased yet.',
      started: 'Started',
      pseudonym: 'Pseudonym',
      by: 'By',
      status: 'Status',
      statusRunning: 'Under way · {{progress}} %',
      statusDone_one: '{{formatted}} entry changed',
      statusDone_other: '{{formatted}} entries changed',
      statusFailed: 'Stopped',
    },
  },
});
