import { createTranslationRef } from '@backstage/frontend-plugin-api';

/** The texts of time on the home page and on department pages. @public */
export const callboardTimeHomeTranslationRef = createTranslationRef({
  id: 'callboard-time-home',
  messages: {
    nowhere:
      'You cannot log time in any workspace. Ask a workspace admin to make you a member.',
    timer: { stop: 'Stop and log', change: 'Edit…' },
    week: {
      of: '{{total}} of {{expected}}',
      bar: '{{percent}}% of the week logged',
      days: 'By day',
      open: 'Open my time',
    },
    department: {
      title: 'Time this month',
      hint: 'Includes sub-departments. Shows only time that you have access to.',
      total: 'Total',
      byProject: 'By project',
      byMember: 'By person',
      none: 'No time logged this month.',
    },
  },
});
