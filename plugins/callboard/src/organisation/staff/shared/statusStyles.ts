import type { StaffStatus } from '@callboard/plugin-callboard-common';
import CheckCircleIcon from '@mui/icons-material/CheckCircle';
import HourglassTopIcon from '@mui/icons-material/HourglassTop';
import LogoutIcon from '@mui/icons-material/Logout';
import PauseCircleIcon from '@mui/icons-material/PauseCircle';
import SwapHorizIcon from '@mui/icons-material/SwapHoriz';
import type SvgIcon from '@mui/material/SvgIcon';

/** The style of a status: a shape besides the colour. */
export const statusStyles: Readonly<
  Record<
    StaffStatus,
    {
      icon: typeof SvgIcon;
      colour: 'success' | 'info' | 'warning' | 'disabled';
    }
  >
> = {
  active: { icon: CheckCircleIcon, colour: 'success' },
  probation: { icon: HourglassTopIcon, colour: 'info' },
  suspended: { icon: PauseCircleIcon, colour: 'warning' },
  transferred: { icon: SwapHorizIcon, colour: 'info' },
  resigned: { icon: LogoutIcon, colour: 'disabled' },
};
