import NotificationsNoneOutlinedIcon from '@mui/icons-material/NotificationsNoneOutlined';
import Badge from '@mui/material/Badge';

/** More are shown as 99+. */
const MOST = 99;

/** A bell with how many notifications are unread. */
export function BellIcon(props: { unread: number }) {
  return (
    <Badge
      badgeContent={props.unread}
      max={MOST}
      color="error"
      aria-hidden
      sx={{ '& .MuiBadge-badge, & [class*=Badge-badge]': { fontWeight: 600 } }}
    >
      <NotificationsNoneOutlinedIcon />
    </Badge>
  );
}
