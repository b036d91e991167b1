import { createTranslationRef } from '@backstage/frontend-plugin-api';

/**
 * The texts of the timer.
 *
 * @public
 */
export const callboardTimeTimerTranslationRef = createTranslationRef({
  id: 'callboard-time-timer',
  messages: {
    name: 'Timer',
    start: {
      name: 'Start a timer',
      command: 'Start timer',
      item: 'Work item',
      offered: 'Start with one click',
      on: 'Start a timer on {{item}}',
      started: 'Timer started on {{item}}',
      failed: 'The timer was not started.',
      done: 'For work already done, press L on any page.',
      nothing:
        'Nothing is assigned to you in progress. Type an identifier or a part of a title.',
    },
    running: {
      open: 'on {{item}}, change the timer',
      stop: 'Stop the timer and log its time',
      stopShort: 'Stop the timer',
      lost: 'work that you can no longer see',
    },
    details: {
      item: 'Work item',
      description: 'Description',
      startedAt: 'Started at',
      future: 'A timer cannot have started in the future.',
      noStart: 'Enter when it was started.',
      billable: 'Billable',
      save: 'Save',
      stop: 'Stop and log',
      discard: 'Discard…',
      saveFailed: 'The timer was not changed.',
    },
    discard: {
      title: 'Discard {{elapsed}} on {{item}}?',
      hint: 'Nothing is logged, and this cannot be undone.',
      confirm: 'Discard',
      failed: 'The timer was not discarded.',
      done: 'Timer discarded',
    },
    stopped: {
      logged: '{{duration}} logged on {{item}}',
      before: 'Before that, {{duration}} logged on {{item}}',
      nothing: 'Nothing was logged: it ran for less than half a minute',
      deleted: 'The timer was already stopped elsewhere',
      failed: 'The timer keeps running, nothing is lost.',
      words: 'Say below what you did, then stop it again.',
      refused:
        'Change the work item or the start below, or have the week reopened if it is submitted. Then stop it again.',
      tryAgain: 'Try again in a moment.',
    },
  },
});
