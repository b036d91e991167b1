import { mayReadAllActivity } from '@callboard/plugin-callboard-react';
import ManageSearchIcon from '@mui/icons-material/ManageSearch';

/** The overview's link to the Activity Tracker. */
export const trackerBlock = {
  title: 'Activity Tracker',
  description: 'See who changed what and when, with old and new values.',
  icon: <ManageSearchIcon />,
  order: 10,
  isOpen: mayReadAllActivity,
};
