import { createTranslationRef } from '@backstage/frontend-plugin-api';

/** The texts of the timer. @public */
export const callboardTimeTimerTranslationRef = createTranslationRef({
  id: 'callboard-time-timer',
  messages: {
    name: 'Timer',
    start: {
      name: 'Start timer',
      command: 'Start timer',
      item: 'Work item',
      offered: 'Suggested work items',
      started: 'Timer started on {{item}}',
      failed: 'The timer was not started.',
      done: 'To log past work, press L on any page.',
      nothing:
        'You have no work in progress. Type an identifier or part of a title.',
    },
    running: {
      open: 'on {{item}}, edit timer',
      stop: 'Stop timer and log its time',
      stopShort: 'Stop timer',
      lost: 'a work item you no longer have access to',
    },
    details: {
      item: 'Work item',
      description: 'Description',
      startedAt: 'Start time',
      future: 'Enter a start time in the past.',
      noStart: 'Enter a start time.',
      billable: 'Billable',
      save: 'Save',
      stop: 'Stop and log',
      discard: 'Discard…',
      saveFailed: 'The timer was not changed.',
    },
    discard: {
      title: 'Discard {{elapsed}} on {{item}}?',
      hint: 'No time is logged. This cannot be undone.',
      confirm: 'Discard',
      failed: 'The timer was not discarded.',
      done: 'Timer discarded',
    },
    stopped: {
      logged: '{{duration}} logged on {{item}}',
      before: 'Before that, {{duration}} logged on {{item}}',
      nothing: 'No time logged: the timer ran for less than 30 seconds',
      deleted: 'The timer was already stopped elsewhere',
      failed: 'The timer is still running. No time was lost.',
      words: 'Enter a description below, then stop the timer again.',
      refused:
        'Change the work item or the start time below, or ask an approver to reopen the submitted timesheet. Then stop the timer again.',
      tryAgain: 'Try again in a moment.',
    },
  },
});
