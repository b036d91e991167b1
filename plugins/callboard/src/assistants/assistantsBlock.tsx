import { isSuperAdmin } from '@callboard/plugin-callboard-react';
import SmartToyOutlinedIcon from '@mui/icons-material/SmartToyOutlined';

/** The overview block of assistants. */
export const assistantsBlock = {
  title: 'Assistants',
  description: 'What assistants can read and do for people.',
  icon: <SmartToyOutlinedIcon />,
  order: 770,
  isOpen: isSuperAdmin,
};
