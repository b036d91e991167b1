import type { Priority } from '@callboard/plugin-callboard-common';
import ErrorIcon from '@mui/icons-material/Error';
import HorizontalRuleIcon from '@mui/icons-material/HorizontalRule';
import SignalCellularAltIcon from '@mui/icons-material/SignalCellularAlt';
import SignalCellularAlt1BarIcon from '@mui/icons-material/SignalCellularAlt1Bar';
import SignalCellularAlt2BarIcon from '@mui/icons-material/SignalCellularAlt2Bar';

const icons = {
  urgent: ErrorIcon,
  high: SignalCellularAltIcon,
  medium: SignalCellularAlt2BarIcon,
  low: SignalCellularAlt1BarIcon,
  none: HorizontalRuleIcon,
} as const;

/** The icon of a priority. @public */
export function PriorityIcon(props: { priority: Priority }) {
  const Icon = icons[props.priority];
  return (
    <Icon
      fontSize="inherit"
      aria-hidden
      color={props.priority === 'urgent' ? 'error' : 'inherit'}
    />
  );
}
