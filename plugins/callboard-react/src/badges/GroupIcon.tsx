import type { StateGroup } from '@callboard/plugin-callboard-common';
import CancelOutlinedIcon from '@mui/icons-material/CancelOutlined';
import CheckCircleIcon from '@mui/icons-material/CheckCircle';
import HelpOutlineIcon from '@mui/icons-material/HelpOutlineOutlined';
import PendingOutlinedIcon from '@mui/icons-material/PendingOutlined';
import RadioButtonUncheckedIcon from '@mui/icons-material/RadioButtonUncheckedOutlined';
import TimelapseOutlinedIcon from '@mui/icons-material/TimelapseOutlined';
import { useTheme } from '@mui/material/styles';
import { toLegibleColor } from './toLegibleColor';

const icons = {
  triage: HelpOutlineIcon,
  backlog: PendingOutlinedIcon,
  unstarted: RadioButtonUncheckedIcon,
  started: TimelapseOutlinedIcon,
  completed: CheckCircleIcon,
  cancelled: CancelOutlinedIcon,
} as const;

/** The icon of a state group, in the state's colour if it has one. @public */
export function GroupIcon(props: { group: StateGroup; color?: string }) {
  const theme = useTheme();
  const Icon = icons[props.group];
  return (
    <Icon
      fontSize="inherit"
      aria-hidden
      style={
        props.color ? { color: toLegibleColor(props.color, theme) } : undefined
      }
    />
  );
}
