import { createTranslationRef } from '@backstage/frontend-plugin-api';

/** The texts of quick log. @public */
export const callboardTimeQuickLogTranslationRef = createTranslationRef({
  id: 'callboard-time-quick-log',
  messages: {
    title: 'Log time',
    label: 'Work item, time and description',
    placeholder: 'PAY-42 1h30 review',
    hint: 'For another day, enter a date before the description: yesterday, mon, -2d or 2026-11-16.',
    understood: 'Preview',
    item: 'Work item',
    time: 'Time',
    day: 'Date',
    description: 'Description',
    nothing: '–',
    today: 'Today, {{date}}',
    log: 'Log',
    logged: '{{duration}} logged on {{item}}',
    loggedOn: '{{duration}} logged on {{item}}, {{date}}',
    failed: 'The time was not logged.',
    undone: 'Time entry deleted',
    undoFailed: 'The time entry was not deleted.',
    searching: 'Searching for {{item}}…',
    problem: {
      item: 'Enter a work item identifier, such as PAY-42.',
      duration: 'Enter a duration, such as 1h30, 90m or 1.5h.',
      unreadable:
        '“{{text}}” is not a valid duration. Use a format like 1h30, 90m or 1.5h.',
      tooLong: '“{{text}}” is more than 24 hours.',
      day: '“{{text}}” is not a valid date.',
      unknown: '{{item}} does not exist, or you do not have access to it.',
      search: 'The search for {{item}} failed. Try again in a moment.',
      words: 'Enter a description. This workspace requires one.',
    },
  },
});
