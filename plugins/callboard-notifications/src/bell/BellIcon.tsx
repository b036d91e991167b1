import NotificationsNoneOutlinedIcon from '@mui/icons-material/NotificationsNoneOutlined';
import Badge from '@mui/material/Badge';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { toCountParams } from '@callboard/plugin-callboard-react';
import { callboardNotificationsTranslationRef } from '../translation';

/** Higher counts are shown as 99+. */
const MAX_COUNT = 99;

export function BellIcon(props: { unreadCount: number }) {
  return (
    <Badge
      badgeContent={props.unreadCount}
      max={MAX_COUNT}
      overlap="circular"
      color="error"
      aria-hidden
      // Three characters of the default size would hide the bell.
      sx={{
        '& .MuiBadge-badge, & [class*=Badge-badge]': {
          height: 16,
          minWidth: 16,
          px: 0.5,
          fontSize: 10,
          fontWeight: 700,
        },
      }}
    >
      <NotificationsNoneOutlinedIcon />
    </Badge>
  );
}

export function useBellName(unreadCount: number): string {
  const { t } = useTranslationRef(callboardNotificationsTranslationRef);
  return unreadCount > 0
    ? t('bell.unread', toCountParams(unreadCount))
    : t('bell.name');
}
