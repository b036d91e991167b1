import { Link } from '@backstage/core-components';
import {
  getLinkKind,
  type Notification,
} from '@callboard/plugin-callboard-common';
import ButtonBase from '@mui/material/ButtonBase';
import type { SystemStyleObject } from '@mui/system';
import Box from '@mui/material/Box';

/**
 * The title of a notification: a link to its resource, or a button without one. Titles come from
 * people and other systems; only safe addresses become links.
 */
export function NotificationTitle(props: {
  item: Notification;
  onOpen: (item: Notification) => void;
  /** The layout of texts. */
  sx?: SystemStyleObject;
}) {
  const { item, onOpen } = props;
  const target = getLinkKind(item.target_url) && item.target_url;
  const text = (
    // Isolates right-to-left text from the text around it.
    <Box
      component="bdi"
      sx={{
        fontWeight: item.is_read ? 400 : 600,
        color: 'text.primary',
        overflowWrap: 'anywhere',
        ...props.sx,
      }}
    >
      {item.title}
    </Box>
  );
  const open = () => onOpen(item);
  return target ? (
    <Link to={target} onClick={open} data-notification={item.id}>
      {text}
    </Link>
  ) : (
    <ButtonBase
      // A `button` is never inline, and would break the line.
      component="span"
      disableRipple
      onClick={open}
      data-notification={item.id}
      // Inline like a link, to flow with the surrounding text.
      sx={{
        display: 'inline',
        font: 'inherit',
        textAlign: 'start',
        verticalAlign: 'baseline',
      }}
    >
      {text}
    </ButtonBase>
  );
}
