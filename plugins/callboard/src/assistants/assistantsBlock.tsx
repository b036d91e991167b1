import { isSuperAdmin } from '@callboard/plugin-callboard-react';
import SmartToyOutlinedIcon from '@mui/icons-material/SmartToyOutlined';

/** The overview block of assistants. */
export const assistantsBlock = {
  title: 'Assistants',
  description: 'Review what assistants can read and change.',
  icon: <SmartToyOutlinedIcon />,
  order: 770,
  isOpen: isSuperAdmin,
};
