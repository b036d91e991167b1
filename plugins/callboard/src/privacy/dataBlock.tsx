import { isSuperAdmin } from '@callboard/plugin-callboard-react';
import AutoDeleteOutlinedIcon from '@mui/icons-material/AutoDeleteOutlined';

/** The overview block of retention and erasure. */
export const dataBlock = {
  title: 'Data',
  description: 'Say how long the activity log is kept, and erase people.',
  icon: <AutoDeleteOutlinedIcon />,
  order: 770,
  isOpen: isSuperAdmin,
};
