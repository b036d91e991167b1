import { createTranslationRef } from '@backstage/frontend-plugin-api';

/**
 * The texts of time.
 *
 * @public
 */
export const callboardTimeTranslationRef = createTranslationRef({
  id: 'callboard-time',
  messages: {
    duration: {
      label: 'Time',
      hint: 'For example 2h 30m, 1:30 or 90m',
      understood: '= {{duration}}',
      unreadable: 'This is not a duration. Write it as 2h 30m, 1:30 or 90m.',
      tooLong: 'A day has 24 hours.',
      none: 'Enter a duration.',
    },
    mine: {
      whatItTakes: 'Guests do not log time.',
    },
  },
});
