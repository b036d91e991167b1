import { isSuperAdmin } from '@callboard/plugin-callboard-react';
import MailOutlineIcon from '@mui/icons-material/MailOutline';
import { lazyFacts } from '../admin/lazyFacts';

/** The overview block of emails. */
export const mailBlock = {
  title: 'Email',
  description: 'Check email delivery and undelivered emails.',
  icon: <MailOutlineIcon />,
  facts: lazyFacts(() =>
    import('./MailBlockFacts').then(m => m.MailBlockFacts),
  ),
  order: 750,
  isOpen: isSuperAdmin,
};
