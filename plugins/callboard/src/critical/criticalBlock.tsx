import { canAdminister } from '@callboard/plugin-callboard-react';
import ReportProblemOutlinedIcon from '@mui/icons-material/ReportProblemOutlined';
import { renderLazyStatus } from '../admin/renderLazyStatus';

/** The overview block of critical events. */
export const criticalBlock = {
  title: 'Critical events',
  description: 'Review critical events and the rules that detect them.',
  icon: <ReportProblemOutlinedIcon />,
  facts: renderLazyStatus(() =>
    import('./CriticalBlockStatus').then(m => m.CriticalBlockStatus),
  ),
  order: 15,
  isOpen: canAdminister,
};
