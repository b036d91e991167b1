import { isSuperAdmin } from '@callboard/plugin-callboard-react';
import SmartToyOutlinedIcon from '@mui/icons-material/SmartToyOutlined';

/** The overview block of assistants. */
export const assistantsBlock = {
  title: 'AI assistants',
  description: 'Review what AI assistants can read and change.',
  icon: <SmartToyOutlinedIcon />,
  order: 770,
  isOpen: isSuperAdmin,
};
