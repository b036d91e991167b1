import { mayAdministrate } from '@callboard/plugin-callboard-react';
import ReportProblemOutlinedIcon from '@mui/icons-material/ReportProblemOutlined';
import { lazyStatus } from '../admin/lazyStatus';

/** The overview block of critical events. */
export const criticalBlock = {
  title: 'Critical events',
  description: 'Review critical events and the rules that detect them.',
  icon: <ReportProblemOutlinedIcon />,
  facts: lazyStatus(() =>
    import('./CriticalBlockStatus').then(m => m.CriticalBlockStatus),
  ),
  order: 15,
  isOpen: mayAdministrate,
};
