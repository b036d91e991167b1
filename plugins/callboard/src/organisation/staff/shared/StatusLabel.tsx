import { useTranslationRef } from '@backstage/frontend-plugin-api';
import type { StaffStatus } from '@callboard/plugin-callboard-common';
import { IconText } from '@callboard/plugin-callboard-react';
import CheckCircleIcon from '@mui/icons-material/CheckCircle';
import HourglassTopIcon from '@mui/icons-material/HourglassTop';
import LogoutIcon from '@mui/icons-material/Logout';
import PauseCircleIcon from '@mui/icons-material/PauseCircle';
import SwapHorizIcon from '@mui/icons-material/SwapHoriz';
import type SvgIcon from '@mui/material/SvgIcon';
import { callboardStaffTranslationRef } from '../../staffTranslation';

/** The style of a status: a shape besides the colour. */
const statusStyles: Readonly<
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

/** An employment status as icon, colour and word. */
export function StatusLabel(props: { status: StaffStatus }) {
  const { t } = useTranslationRef(callboardStaffTranslationRef);
  const { icon: Icon, colour } = statusStyles[props.status];
  return (
    <IconText
      icon={<Icon aria-hidden color={colour} sx={{ fontSize: 18 }} />}
      text={t(`status.${props.status}`)}
    />
  );
}
