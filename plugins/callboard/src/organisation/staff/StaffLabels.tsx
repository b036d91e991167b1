import {
  getStaffName,
  staffStatus,
  type StaffMember,
  type StaffStatus,
} from '@callboard/plugin-callboard-common';
import {
  IconText,
  PersonAvatar,
  PersonHoverCard,
} from '@callboard/plugin-callboard-react';
import Box from '@mui/material/Box';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import CheckCircleIcon from '@mui/icons-material/CheckCircle';
import HourglassTopIcon from '@mui/icons-material/HourglassTop';
import LogoutIcon from '@mui/icons-material/Logout';
import PauseCircleIcon from '@mui/icons-material/PauseCircle';
import SwapHorizIcon from '@mui/icons-material/SwapHoriz';
import type SvgIcon from '@mui/material/SvgIcon';
import { callboardStaffTranslationRef } from '../staffTranslation';

/**
 * The icons and colours of statuses. Each status has its own icon, because not everybody can
 * distinguish the colours.
 */
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

export const statusOptions = staffStatus.options.map(status => ({
  value: status,
  label: <StatusLabel status={status} />,
}));

/**
 * A staff member as avatar and name. Hovering or focusing the chip shows the person's position and
 * department. The chip is grey if the person has left.
 */
export function StaffChip(props: {
  person: StaffMember;
  workspace: string;
  href?: string;
  size?: number;
}) {
  const { person, workspace, href, size } = props;
  const userRef = person.user_ref ?? person.id;
  const name = getStaffName(person);
  const hasLeft = person.employment_status === 'resigned';
  return (
    <PersonHoverCard
      workspace={workspace}
      userRef={userRef}
      name={name}
      person={person}
    >
      <Box
        component="span"
        sx={{
          display: 'inline-flex',
          minWidth: 0,
          maxWidth: '100%',
          color: hasLeft ? 'text.secondary' : undefined,
          '& [aria-hidden]': hasLeft ? { filter: 'grayscale(1)' } : undefined,
        }}
      >
        <IconText
          icon={<PersonAvatar userRef={userRef} name={name} size={size} />}
          text={name}
          href={href}
          gap={1}
        />
      </Box>
    </PersonHoverCard>
  );
}
