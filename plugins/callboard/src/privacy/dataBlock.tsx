import { isSuperAdmin } from '@callboard/plugin-callboard-react';
import AutoDeleteOutlinedIcon from '@mui/icons-material/AutoDeleteOutlined';

/** The overview block of retention and erasure. */
export const dataBlock = {
  title: 'Data',
  description: 'Set activity retention and erase people.',
  icon: <AutoDeleteOutlinedIcon />,
  order: 770,
  isOpen: isSuperAdmin,
};
