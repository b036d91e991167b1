import { useTranslationRef } from '@backstage/frontend-plugin-api';
import type { Notification } from '@callboard/plugin-callboard-common';
import {
  RelativeTime,
  type DataTableColumn,
} from '@callboard/plugin-callboard-react';
import Box from '@mui/material/Box';
import { useMemo } from 'react';
import type { View } from '../data/notificationState';
import type { NotificationStateActions } from '../data/useNotificationActions';
import { CountChip } from '../item/CountChip';
import { NotificationActions } from '../item/NotificationActions';
import { NotificationBadge } from '../item/NotificationBadge';
import { NotificationTitle } from '../item/NotificationTitle';
import { SeverityBadge } from '../item/SeverityBadge';
import { snoozeText } from '../item/snoozeText';
import { UnreadDot } from '../item/UnreadDot';
import { callboardNotificationsTranslationRef } from '../translation';

const cut = {
  display: '-webkit-box',
  WebkitLineClamp: 2,
  WebkitBoxOrient: 'vertical',
  overflow: 'hidden',
} as const;

interface Deps {
  view: View;
  actions: NotificationStateActions;
  getActorName: (ref: string) => string;
  /** The id of the row with an open explanation. */
  openId: string | undefined;
  onOpen: (item: Notification) => void;
  onWhy: (item: Notification) => void;
}

function What(props: { item: Notification } & Deps) {
  const { item, getActorName, onOpen, openId } = props;
  const isOpen = openId === item.id;
  return (
    <Box sx={{ display: 'flex', alignItems: 'flex-start', gap: 1.25, py: 1 }}>
      <Box sx={{ display: 'flex', alignItems: 'center', gap: 1, height: 28 }}>
        <UnreadDot isRead={item.is_read} />
        <NotificationBadge item={item} getActorName={getActorName} size={28} />
      </Box>
      <Box sx={{ minWidth: 0, pt: 0.25 }}>
        <Box sx={{ display: 'flex', alignItems: 'flex-start' }}>
          <Box sx={isOpen ? undefined : cut}>
            <SeverityBadge severity={item.severity} />
            <NotificationTitle item={item} onOpen={onOpen} />
          </Box>
          {/* Within, it would be cut with a long title. */}
          <CountChip count={item.count} />
        </Box>
        {item.body && (
          <Box
            component="bdi"
            sx={{
              color: 'text.secondary',
              overflowWrap: 'anywhere',
              ...(isOpen
                ? { display: 'block', whiteSpace: 'pre-wrap' }
                : { ...cut, WebkitLineClamp: 1 }),
            }}
          >
            {item.body}
          </Box>
        )}
      </Box>
    </Box>
  );
}

/** The columns of the page with all notifications. */
export function useInboxColumns(deps: Deps): DataTableColumn<Notification>[] {
  const { t } = useTranslationRef(callboardNotificationsTranslationRef);
  const { view, actions, getActorName, openId, onOpen, onWhy } = deps;
  return useMemo(
    () => [
      {
        id: 'what',
        header: t('columns.what'),
        width: 'minmax(240px, 1fr)',
        narrow: 'first',
        cell: ({ row }) => (
          <What
            item={row.original}
            {...{ view, actions, getActorName, openId, onOpen, onWhy }}
          />
        ),
      },
      {
        id: 'who',
        header: t('columns.who'),
        width: 'minmax(96px, 160px)',
        leftOutBelow: 900,
        narrow: 'hide',
        cell: ({ row }) => {
          const { actor_ref } = row.original;
          return actor_ref ? (
            <Box
              component="span"
              sx={{
                display: 'block',
                color: 'text.secondary',
                overflow: 'hidden',
                textOverflow: 'ellipsis',
                whiteSpace: 'nowrap',
              }}
            >
              {getActorName(actor_ref)}
            </Box>
          ) : null;
        },
      },
      {
        id: 'when',
        header: t(view === 'snoozed' ? 'columns.until' : 'columns.when'),
        width: '120px',
        cell: ({ row: { original: item } }) => (
          <Box component="span" sx={{ color: 'text.secondary' }}>
            {view === 'snoozed' && item.snoozed_until ? (
              <time dateTime={item.snoozed_until}>
                {snoozeText(item.snoozed_until)}
              </time>
            ) : (
              <RelativeTime instant={item.updated_at} />
            )}
          </Box>
        ),
      },
      {
        id: 'actions',
        header: t('columns.actions'),
        width: '128px',
        align: 'end',
        cell: ({ row: { original: item } }) => (
          <Box sx={{ display: 'inline-flex' }}>
            <NotificationActions
              item={item}
              actions={actions}
              isWhyOpen={openId === item.id}
              onWhy={() => onWhy(item)}
            />
          </Box>
        ),
      },
    ],
    [t, view, actions, getActorName, openId, onOpen, onWhy],
  );
}
