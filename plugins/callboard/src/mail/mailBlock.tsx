import { isSuperAdmin } from '@callboard/plugin-callboard-react';
import MailOutlineIcon from '@mui/icons-material/MailOutline';
import { lazyStatus } from '../admin/lazyStatus';

/** The overview block of emails. */
export const mailBlock = {
  title: 'Email',
  description: 'Check email delivery and undelivered emails.',
  icon: <MailOutlineIcon />,
  facts: lazyStatus(() =>
    import('./MailBlockStatus').then(m => m.MailBlockStatus),
  ),
  order: 750,
  isOpen: isSuperAdmin,
};
