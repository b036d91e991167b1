import { useTranslationRef } from '@backstage/frontend-plugin-api';
import type { Notification } from '@callboard/plugin-callboard-common';
import {
  oneLine,
  RelativeTime,
  type DataTableColumn,
} from '@callboard/plugin-callboard-react';
import Box from '@mui/material/Box';
import Skeleton from '@mui/material/Skeleton';
import { useMemo } from 'react';
import type { NotificationView } from '../data/notificationState';
import type { NotificationActionHandlers } from '../data/useNotificationActions';
import {
  CountChip,
  NotificationAvatar,
  NotificationTitle,
  SeverityBadge,
  NotificationBody,
  clampLines,
} from '../item/NotificationTitle';
import { NotificationActions } from '../item/NotificationActions';
import { formatSnoozeTime } from '../item/formatSnoozeTime';
import { callboardNotificationsTranslationRef } from '../translation';

interface InboxColumnOptions {
  view: NotificationView;
  actions: NotificationActionHandlers | undefined;
  getActorName: (ref: string) => string | undefined;
  /** The id of the notification whose reason is shown. */
  explainedId: string | undefined;
  onTitleClick: (item: Notification) => void;
  onToggleReason: (item: Notification) => void;
}

function NotificationCell(
  props: { item: Notification } & Pick<
    InboxColumnOptions,
    'getActorName' | 'explainedId' | 'onTitleClick'
  >,
) {
  const { item, getActorName, onTitleClick, explainedId } = props;
  const isOpen = explainedId === item.id;
  return (
    <Box sx={{ display: 'flex', alignItems: 'flex-start', gap: 1.25, py: 1 }}>
      <NotificationAvatar item={item} getActorName={getActorName} />
      <Box sx={{ minWidth: 0, pt: 0.25 }}>
        <Box sx={{ display: 'flex', alignItems: 'flex-start' }}>
          <Box sx={isOpen ? undefined : clampLines(2)}>
            <SeverityBadge severity={item.severity} />
            <NotificationTitle item={item} onClick={onTitleClick} />
          </Box>
          {/* Inside the title's box, a long title would hide the count. */}
          <CountChip count={item.count} />
        </Box>
        <NotificationBody item={item} isOpen={isOpen} lines={1} />
      </Box>
    </Box>
  );
}

export function useInboxColumns(
  options: InboxColumnOptions,
): DataTableColumn<Notification>[] {
  const { t } = useTranslationRef(callboardNotificationsTranslationRef);
  const {
    view,
    actions,
    getActorName,
    explainedId,
    onTitleClick,
    onToggleReason,
  } = options;
  return useMemo(
    () => [
      {
        id: 'what',
        header: t('columns.what'),
        width: 'minmax(240px, 1fr)',
        narrow: 'first',
        cell: ({ row }) => (
          <NotificationCell
            item={row.original}
            {...{ getActorName, explainedId, onTitleClick }}
          />
        ),
      },
      {
        id: 'who',
        header: t('columns.who'),
        width: 'minmax(96px, 160px)',
        hideBelow: 900,
        narrow: 'hide',
        cell: ({ row }) => {
          const { actor_ref } = row.original;
          return actor_ref ? (
            <Box
              component="span"
              sx={{
                display: 'block',
                color: 'text.secondary',
                ...oneLine,
              }}
            >
              {getActorName(actor_ref) ?? <Skeleton width={96} />}
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
                {formatSnoozeTime(item.snoozed_until)}
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
              isReasonOpen={explainedId === item.id}
              onToggleReason={() => onToggleReason(item)}
            />
          </Box>
        ),
      },
    ],
    [t, view, actions, getActorName, explainedId, onTitleClick, onToggleReason],
  );
}
