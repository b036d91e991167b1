import { isSuperAdmin } from '@callboard/plugin-callboard-react';
import VerifiedUserOutlinedIcon from '@mui/icons-material/VerifiedUserOutlined';
import { renderLazyStatus } from '../admin/renderLazyStatus';

/** The overview block of the activity log's integrity. */
export const integrityBlock = {
  title: 'Integrity',
  description: 'Verify that the activity log was not changed.',
  icon: <VerifiedUserOutlinedIcon />,
  facts: renderLazyStatus(() =>
    import('./IntegrityBlockStatus').then(m => m.IntegrityBlockStatus),
  ),
  order: 760,
  isOpen: isSuperAdmin,
};
