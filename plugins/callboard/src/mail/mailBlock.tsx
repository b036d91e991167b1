import { isSuperAdmin } from '@callboard/plugin-callboard-react';
import MailOutlineIcon from '@mui/icons-material/MailOutline';
import { lazyFacts } from '../admin/lazyFacts';

/** The overview block of emails. */
export const mailBlock = {
  title: 'Mail',
  description: 'Whether mails are sent, and which did not arrive.',
  icon: <MailOutlineIcon />,
  facts: lazyFacts(() =>
    import('./MailBlockFacts').then(m => m.MailBlockFacts),
  ),
  order: 750,
  isOpen: isSuperAdmin,
};
