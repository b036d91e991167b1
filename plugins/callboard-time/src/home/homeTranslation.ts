import { createTranslationRef } from '@backstage/frontend-plugin-api';

/** The texts of time on the home page and on department pages. @public */
export const callboardTimeHomeTranslationRef = createTranslationRef({
  id: 'callboard-time-home',
  messages: {
    nowhere: 'You log no time in any workspace.',
    timer: { stop: 'Stop and log', change: 'Change…' },
    week: {
      of: '{{total}} of {{expected}}',
      bar: '{{percent}} % of the week is logged',
      days: 'By day',
      open: 'Open',
    },
    department: {
      title: 'Time this month',
      hint: 'Of this department and those beneath it, as far as you may read it.',
      total: 'Total',
      byProject: 'By project',
      byMember: 'By person',
      none: 'No time is logged this month.',
    },
  },
});
