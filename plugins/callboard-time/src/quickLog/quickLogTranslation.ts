import { createTranslationRef } from '@backstage/frontend-plugin-api';

/** The texts of quick log. @public */
export const callboardTimeQuickLogTranslationRef = createTranslationRef({
  id: 'callboard-time-quick-log',
  messages: {
    title: 'Log time',
    label: 'Work item, time and what you did',
    placeholder: 'PAY-42 1h30 review',
    hint: 'Put the day anywhere before the description: yesterday, mon, -2d or 2026-11-16.',
    understood: 'Understood',
    item: 'Work item',
    time: 'Time',
    day: 'Day',
    description: 'Description',
    nothing: '–',
    today: 'Today, {{date}}',
    log: 'Log',
    logged: '{{duration}} logged on {{item}}',
    loggedOn: '{{duration}} logged on {{item}}, {{date}}',
    failed: 'Nothing was logged.',
    undone: 'The entry was taken back',
    undoFailed: 'The entry was not taken back.',
    searching: 'Looking for {{item}}…',
    problem: {
      item: 'Type the identifier of a work item, such as PAY-42.',
      duration: 'Type how long it took: 1h30, 90m or 1.5h.',
      unreadable:
        '“{{text}}” is not a duration. Write it as 1h30, 90m or 1.5h.',
      tooLong: '“{{text}}” is more than a day has.',
      day: 'There is no {{text}} in the calendar.',
      unknown: 'There is no {{item}} that you can see.',
      search: '{{item}} could not be looked for. Try again in a moment.',
      words: 'Say what you did: this workspace wants a description.',
    },
  },
});
