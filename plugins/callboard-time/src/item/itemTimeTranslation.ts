import { createTranslationRef } from '@backstage/frontend-plugin-api';

/** The texts of time in work item details. @public */
export const callboardTimeItemTranslationRef = createTranslationRef({
  id: 'callboard-time-item',
  messages: {
    title: 'Time',
    start: 'Start timer',
    startOn: 'Start timer on {{item}}',
    running: 'Timer running',
    startFailed: 'The timer was not started.',
    duration: 'Time spent today',
    description: 'Description',
    log: 'Log',
    more: 'More…',
    failed: 'The time was not logged.',
    logged: '{{duration}} logged',
    noEstimate: '{{logged}} logged, no estimate',
    nothing: 'No time logged yet.',
    entries: 'Time entries',
    all: 'Show all {{number}}',
    next: 'Show more ({{shown}} of {{total}} shown)',
    fewer: 'Show fewer',
    off: 'Time tracking is off for this project.',
    closed: 'Only project members can see the time logged on this item.',
  },
});
