/** The metadata of the home-page widgets, for both frontend systems. */
export const homeWidgetParams = {
  firstSteps: {
    name: 'CallboardFirstSteps',
    title: 'First steps',
    description:
      'The first three steps in Callboard. Completed steps disappear.',
    layout: { width: { minColumns: 4 }, height: { minRows: 3 } },
  },
  criticalEvents: {
    name: 'CallboardCriticalEvents',
    title: 'Critical events',
    description: 'Unacknowledged critical events, for admins.',
    layout: { width: { minColumns: 4 }, height: { minRows: 4 } },
  },
  myTeam: {
    name: 'CallboardMyTeam',
    title: 'My team',
    description: 'The people in your department.',
    layout: { width: { minColumns: 3 }, height: { minRows: 4 } },
  },
};
