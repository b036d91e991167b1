import type {
  WorkState,
  StateGroup,
  Priority,
} from '@callboard/plugin-callboard-common';
import Box from '@mui/material/Box';
import type { ReactNode } from 'react';
import CancelOutlinedIcon from '@mui/icons-material/CancelOutlined';
import CheckCircleIcon from '@mui/icons-material/CheckCircle';
import HelpOutlineIcon from '@mui/icons-material/HelpOutlineOutlined';
import PendingOutlinedIcon from '@mui/icons-material/PendingOutlined';
import RadioButtonUncheckedIcon from '@mui/icons-material/RadioButtonUncheckedOutlined';
import TimelapseOutlinedIcon from '@mui/icons-material/TimelapseOutlined';
import {
  useTheme,
  darken,
  getContrastRatio,
  lighten,
  type Theme,
} from '@mui/material/styles';
import ErrorIcon from '@mui/icons-material/Error';
import HorizontalRuleIcon from '@mui/icons-material/HorizontalRule';
import SignalCellularAltIcon from '@mui/icons-material/SignalCellularAlt';
import SignalCellularAlt1BarIcon from '@mui/icons-material/SignalCellularAlt1Bar';
import SignalCellularAlt2BarIcon from '@mui/icons-material/SignalCellularAlt2Bar';
import { oneLine } from '../text/oneLine';

const priorityIcons = {
  urgent: ErrorIcon,
  high: SignalCellularAltIcon,
  medium: SignalCellularAlt2BarIcon,
  low: SignalCellularAlt1BarIcon,
  none: HorizontalRuleIcon,
} as const;

/** The icon of a priority. @public */
export function PriorityIcon(props: { priority: Priority }) {
  const Icon = priorityIcons[props.priority];
  return (
    <Icon
      fontSize="inherit"
      aria-hidden
      color={props.priority === 'urgent' ? 'error' : 'inherit'}
    />
  );
}

/** The placeholder of a missing value. @public */
export function Unset() {
  return (
    <Box
      component="span"
      aria-hidden
      data-unset
      sx={{
        color: 'text.secondary',
        '[aria-selected=true] &': { color: 'text.primary' },
      }}
    >
      –
    </Box>
  );
}

/** The colour of a label, beside its name. @public */
export function ColorDot(props: { color: string }) {
  return (
    <Box
      component="span"
      aria-hidden
      sx={{
        display: 'inline-block',
        flexShrink: 0,
        width: 10,
        height: 10,
        borderRadius: '50%',
        bgcolor: props.color,
        border: 1,
        borderColor: 'divider',
      }}
    />
  );
}

const MIN_CONTRAST = 3;

const SHADE_STEPS = [0, 0.15, 0.3, 0.45, 0.6, 0.75];

/**
 * Darkens or lightens a user-defined colour until it has enough contrast on the theme's background;
 * returns the text colour if that is impossible.
 *
 * @public
 */
export function toLegibleColor(color: string, theme: Theme): string {
  const background = theme.palette.background.paper;
  const changeShade = theme.palette.mode === 'dark' ? lighten : darken;
  const shades = SHADE_STEPS.map(step => changeShade(color, step));
  return (
    shades.find(shade => getContrastRatio(shade, background) >= MIN_CONTRAST) ??
    theme.palette.text.primary
  );
}

const groupIcons = {
  triage: HelpOutlineIcon,
  backlog: PendingOutlinedIcon,
  unstarted: RadioButtonUncheckedIcon,
  started: TimelapseOutlinedIcon,
  completed: CheckCircleIcon,
  cancelled: CancelOutlinedIcon,
} as const;

/** The icon of a state group, in the state's colour if `color` is set. @public */
export function GroupIcon(props: { group: StateGroup; color?: string }) {
  const theme = useTheme();
  const Icon = groupIcons[props.group];
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

/**
 * An icon and a label on one line, with the label as tooltip. A table without space for the label
 * shows only the icon.
 *
 * @public
 */
export function BadgeWithLabel(props: { icon: ReactNode; label: string }) {
  return (
    <Box
      component="span"
      title={props.label}
      sx={{
        display: 'inline-flex',
        alignItems: 'center',
        gap: 0.75,
        verticalAlign: 'middle',
        minWidth: 0,
        maxWidth: '100%',
      }}
    >
      <Box
        component="span"
        aria-hidden
        sx={{ display: 'inline-flex', flexShrink: 0, fontSize: 16 }}
      >
        {props.icon}
      </Box>
      <Box component="span" data-badge-label sx={oneLine}>
        {props.label}
      </Box>
    </Box>
  );
}

/** A state: the icon of its group, and its name. @public */
export function StateBadge(props: {
  state: Pick<WorkState, 'name' | 'group'> & { color?: string };
}) {
  const { name, group, color } = props.state;
  return (
    <BadgeWithLabel
      icon={<GroupIcon group={group} color={color} />}
      label={name}
    />
  );
}
