import AccessTimeOutlinedIcon from '@mui/icons-material/AccessTimeOutlined';

/** The overview block of time administration. */
export const timeBlock = {
  title: 'Time',
  description: 'Rules, holidays, working time, time off and imports.',
  icon: <AccessTimeOutlinedIcon />,
  order: 40,
};
