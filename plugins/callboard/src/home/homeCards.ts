/** The home page metadata of the widgets, on either frontend system. */
export const homeCards = {
  firstSteps: {
    name: 'CallboardFirstSteps',
    title: 'First steps',
    description: 'The three things to try first; each goes once it is done.',
    layout: { width: { minColumns: 4 }, height: { minRows: 3 } },
  },
  criticalEvents: {
    name: 'CallboardCriticalEvents',
    title: 'Critical events',
    description: 'For super admins: what should not wait.',
    layout: { width: { minColumns: 4 }, height: { minRows: 4 } },
  },
  myTeam: {
    name: 'CallboardMyTeam',
    title: 'My team',
    description: 'The people of your department.',
    layout: { width: { minColumns: 3 }, height: { minRows: 4 } },
  },
};
