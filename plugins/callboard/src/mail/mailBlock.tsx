import { isSuperAdmin } from '@callboard/plugin-callboard-react';
import MailOutlineIcon from '@mui/icons-material/MailOutline';
import { renderLazyStatus } from '../admin/renderLazyStatus';

/** The overview block of emails. */
export const mailBlock = {
  title: 'Email',
  description: 'Check email delivery and undelivered emails.',
  icon: <MailOutlineIcon />,
  facts: renderLazyStatus(() =>
    import('./MailBlockStatus').then(m => m.MailBlockStatus),
  ),
  order: 750,
  isOpen: isSuperAdmin,
};
