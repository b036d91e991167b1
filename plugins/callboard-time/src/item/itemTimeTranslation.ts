import { createTranslationRef } from '@backstage/frontend-plugin-api';

/** The texts of time in work item details. @public */
export const callboardTimeItemTranslationRef = createTranslationRef({
  id: 'callboard-time-item',
  messages: {
    title: 'Time',
    start: 'Start timer',
    startOn: 'Start a timer on {{item}}',
    running: 'The timer runs on this',
    startFailed: 'The timer was not started.',
    duration: 'Time spent today',
    description: 'What you did',
    log: 'Log',
    more: 'More…',
    failed: 'Nothing was logged.',
    logged: '{{duration}} logged',
    noEstimate: '{{logged}} logged, no estimate',
    nothing: 'No time is logged on this yet.',
    entries: 'Entries',
    all: 'Show all {{number}}',
    next: '{{shown}} of {{total}} shown, show more',
    fewer: 'Show fewer',
    off: 'Time tracking is off in this project.',
    closed: 'Its time is seen by members of the project.',
  },
});
