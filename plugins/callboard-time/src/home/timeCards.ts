/** The home page metadata of the Timer widget, on either frontend system. */
export const timerCard = {
  name: 'CallboardTimer',
  title: 'Timer',
  description: 'What you work on just now, or the way to start a timer.',
  layout: { width: { minColumns: 3 }, height: { minRows: 3 } },
};

/** The home page metadata of the My week widget, on either frontend system. */
export const myWeekCard = {
  name: 'CallboardMyWeek',
  title: 'My week',
  description: 'How much of your week is logged, day by day.',
  layout: { width: { minColumns: 3 }, height: { minRows: 3 } },
};
