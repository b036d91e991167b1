import AccessTimeOutlinedIcon from '@mui/icons-material/AccessTimeOutlined';

export const timerWidgetParams = {
  name: 'CallboardTimer',
  title: 'Timer',
  description: 'Your running timer, or a button to start one.',
  layout: { width: { minColumns: 3 }, height: { minRows: 3 } },
};

export const myWeekWidgetParams = {
  name: 'CallboardMyWeek',
  title: 'My week',
  description: 'Your logged time this week, by day.',
  layout: { width: { minColumns: 3 }, height: { minRows: 3 } },
};

export const timeBlock = {
  title: 'Time',
  description: 'Rules, holidays, working time, time off and imports.',
  icon: <AccessTimeOutlinedIcon />,
  order: 40,
};
