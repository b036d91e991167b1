import { mayAdministrate } from '@callboard/plugin-callboard-react';
import ReportProblemOutlinedIcon from '@mui/icons-material/ReportProblemOutlined';
import { lazyFacts } from '../admin/lazyFacts';

/** The overview block of critical events. */
export const criticalBlock = {
  title: 'Critical events',
  description: 'Review critical events and the rules that detect them.',
  icon: <ReportProblemOutlinedIcon />,
  facts: lazyFacts(() =>
    import('./CriticalBlockFacts').then(m => m.CriticalBlockFacts),
  ),
  order: 15,
  isOpen: mayAdministrate,
};
