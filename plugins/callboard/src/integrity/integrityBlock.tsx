import { isSuperAdmin } from '@callboard/plugin-callboard-react';
import VerifiedUserOutlinedIcon from '@mui/icons-material/VerifiedUserOutlined';
import { lazyFacts } from '../admin/lazyFacts';

/** The overview block of the activity log's integrity. */
export const integrityBlock = {
  title: 'Integrity',
  description: 'Verify that the activity log was not changed.',
  icon: <VerifiedUserOutlinedIcon />,
  facts: lazyFacts(() =>
    import('./IntegrityBlockFacts').then(m => m.IntegrityBlockFacts),
  ),
  order: 760,
  isOpen: isSuperAdmin,
};
