import AccessTimeOutlinedIcon from '@mui/icons-material/AccessTimeOutlined';

/** The overview's way to what admins settle about time. */
export const timeBlock = {
  title: 'Time',
  description: 'Rules, holidays, working times and time off, and imports.',
  icon: <AccessTimeOutlinedIcon />,
  order: 40,
};
