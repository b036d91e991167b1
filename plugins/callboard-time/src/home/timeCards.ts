/** What the home page says of the widget Timer, on either frontend system. */
export const timerCard = {
  name: 'CallboardTimer',
  title: 'Timer',
  description: 'What you work on just now, or the way to start a timer.',
  layout: { width: { minColumns: 3 }, height: { minRows: 3 } },
};

/** What the home page says of the widget My week, on either frontend system. */
export const myWeekCard = {
  name: 'CallboardMyWeek',
  title: 'My week',
  description: 'How much of your week is logged, day by day.',
  layout: { width: { minColumns: 3 }, height: { minRows: 3 } },
};
