import {
  getLinkKind,
  type Notification,
} from '@callboard/plugin-callboard-common';
import { ErrorBoundary, RelativeTime } from '@callboard/plugin-callboard-react';
import Box from '@mui/material/Box';
import { useState } from 'react';
import type { NotificationStateActions } from '../data/useNotificationActions';
import { CountChip } from './CountChip';
import { NotificationActions } from './NotificationActions';
import { NotificationBadge } from './NotificationBadge';
import { NotificationTitle } from './NotificationTitle';
import { SeverityBadge } from './SeverityBadge';
import { UnreadDot } from './UnreadDot';
import { WhyPanel } from './WhyPanel';

const cut = (lines: number) => ({
  display: '-webkit-box',
  WebkitLineClamp: lines,
  WebkitBoxOrient: 'vertical',
  overflow: 'hidden',
});

export interface NotificationItemProps {
  item: Notification;
  getActorName: (ref: string) => string;
  actions: NotificationStateActions;
  /** Called when a link opens another page. */
  onLeave?: () => void;
}

function Item(props: NotificationItemProps) {
  const { item, getActorName, actions, onLeave } = props;
  const [isOpen, setOpen] = useState(false);
  const actor = item.actor_ref && getActorName(item.actor_ref);
  // Only at the start, as the rules write it: elsewhere, the name may be part of any text.
  const isMentioned = (name: string) =>
    [item.title, item.body].some(text => text?.startsWith(`${name} `));
  const open = () => {
    if (!item.is_read) {
      actions.setRead([item], true);
    }
    if (getLinkKind(item.target_url)) {
      onLeave?.();
    } else {
      setOpen(!isOpen);
    }
  };
  return (
    <Box
      sx={{
        display: 'flex',
        alignItems: 'flex-start',
        gap: 1.25,
        px: 2,
        py: 1.25,
        '&:hover': { bgcolor: 'action.hover' },
      }}
    >
      <Box sx={{ display: 'flex', alignItems: 'center', gap: 1, height: 28 }}>
        <UnreadDot isRead={item.is_read} />
        <NotificationBadge item={item} getActorName={getActorName} size={28} />
      </Box>
      <Box sx={{ flex: 1, minWidth: 0, typography: 'body2' }}>
        <Box sx={{ display: 'flex', alignItems: 'flex-start', gap: 1 }}>
          <Box sx={{ flex: 1, minWidth: 0, ...(!isOpen && cut(2)) }}>
            <SeverityBadge severity={item.severity} />
            <NotificationTitle item={item} onOpen={open} />
          </Box>
          <Box
            sx={{
              flexShrink: 0,
              color: 'text.secondary',
              typography: 'caption',
            }}
          >
            {/* Beside a title it would be cut with it. */}
            <CountChip count={item.count} />
            <RelativeTime instant={item.updated_at} />
          </Box>
        </Box>
        {item.body && (
          <Box
            component="bdi"
            sx={{
              color: 'text.secondary',
              overflowWrap: 'anywhere',
              ...(isOpen
                ? { display: 'block', whiteSpace: 'pre-wrap' }
                : cut(2)),
            }}
          >
            {item.body}
          </Box>
        )}
        <Box
          sx={{
            display: 'flex',
            alignItems: 'center',
            justifyContent: 'space-between',
            gap: 1,
            minHeight: 30,
            ml: 0,
          }}
        >
          <Box
            component="span"
            sx={{
              minWidth: 0,
              overflow: 'hidden',
              textOverflow: 'ellipsis',
              whiteSpace: 'nowrap',
              typography: 'caption',
              color: 'text.secondary',
            }}
          >
            {actor && !isMentioned(actor) && actor}
          </Box>
          <NotificationActions
            item={item}
            actions={actions}
            isWhyOpen={isOpen}
            onWhy={() => setOpen(!isOpen)}
          />
        </Box>
        {isOpen && (
          <Box sx={{ pt: 0.5, pb: 1 }}>
            <WhyPanel item={item} onLeave={onLeave} />
          </Box>
        )}
      </Box>
    </Box>
  );
}

/** A notification in a compact list, with its actions. */
export function NotificationItem(props: NotificationItemProps) {
  return (
    <ErrorBoundary resetKey={props.item}>
      <Item {...props} />
    </ErrorBoundary>
  );
}
