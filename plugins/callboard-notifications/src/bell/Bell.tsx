import {
  CallboardProvider,
  LoadingState,
  QueryState,
} from '@callboard/plugin-callboard-react';
import { useTranslationRef, useRouteRef } from '@backstage/frontend-plugin-api';
import IconButton from '@mui/material/IconButton';
import Popover from '@mui/material/Popover';
import Tooltip from '@mui/material/Tooltip';
import { useCallback, useId, useState } from 'react';
import { Link } from '@backstage/core-components';
import SettingsOutlinedIcon from '@mui/icons-material/SettingsOutlined';
import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import type { UseQueryResult } from '@tanstack/react-query';
import {
  useLatestNotifications,
  type NotificationList,
} from '../data/notificationQueries';
import {
  useNotificationActions,
  type NotificationActionHandlers,
} from '../data/useNotificationActions';
import {
  focusFirstNotification,
  NotificationItems,
} from '../item/NotificationItems';
import {
  notificationPreferencesRouteRef,
  notificationsRouteRef,
} from '../routes';
import { callboardNotificationsTranslationRef } from '../translation';
import { BellIcon, useBellName } from './BellIcon';

function BellPanel(props: {
  latest: UseQueryResult<NotificationList, Error>;
  actions: NotificationActionHandlers | undefined;
  onClose: () => void;
}) {
  const { t } = useTranslationRef(callboardNotificationsTranslationRef);
  const getPageHref = useRouteRef(notificationsRouteRef);
  const getPreferencesHref = useRouteRef(notificationPreferencesRouteRef);
  const { latest, actions, onClose } = props;
  const unreadCount = latest.data?.unread_count ?? 0;
  return (
    <>
      <Box
        sx={{
          display: 'flex',
          alignItems: 'center',
          gap: 1,
          pl: 2,
          pr: 1,
          py: 1,
          borderBottom: 1,
          borderColor: 'divider',
        }}
      >
        <Box
          component="h2"
          sx={{ flex: 1, m: 0, typography: 'subtitle1', fontWeight: 600 }}
        >
          {t('bell.name')}
        </Box>
        {actions && (
          <Button
            size="small"
            disabled={unreadCount === 0}
            onClick={() => actions.markAllRead()}
          >
            {t('bell.markAllRead')}
          </Button>
        )}
        {getPreferencesHref && (
          <Tooltip title={t('preferences.title')}>
            <IconButton
              size="small"
              component={Link}
              to={getPreferencesHref()}
              aria-label={t('preferences.title')}
              onClick={onClose}
            >
              <SettingsOutlinedIcon fontSize="small" />
            </IconButton>
          </Tooltip>
        )}
      </Box>
      <Box sx={{ flex: 1, minHeight: 0, overflowY: 'auto' }}>
        <QueryState
          query={latest}
          loading={
            <Box sx={{ p: 2 }}>
              <LoadingState rows={5} rowHeight={64} />
            </Box>
          }
        >
          {({ items }) => (
            <NotificationItems
              label={t('bell.latest')}
              items={items}
              actions={actions}
              onLeave={onClose}
            />
          )}
        </QueryState>
      </Box>
      {getPageHref && (
        <Box
          sx={{
            px: 2,
            py: 1.25,
            borderTop: 1,
            borderColor: 'divider',
            typography: 'body2',
          }}
        >
          <Link to={getPageHref()} onClick={onClose}>
            {t('bell.seeAll')}
          </Link>
        </Box>
      )}
    </>
  );
}

function BellButton() {
  const { t } = useTranslationRef(callboardNotificationsTranslationRef);
  const latest = useLatestNotifications();
  // Called here and not in the panel, so that the permission is loaded before a link is clicked.
  const actions = useNotificationActions();
  const [anchor, setAnchor] = useState<Element>();
  const close = useCallback(() => setAnchor(undefined), []);
  const panelId = useId();
  const unreadCount = latest.data?.unread_count ?? 0;
  const name = useBellName(unreadCount);
  if (latest.isUnavailable && !latest.data) {
    return null;
  }
  return (
    <>
      <Tooltip title={t('bell.tooltip')}>
        <IconButton
          color="inherit"
          aria-label={name}
          aria-haspopup="dialog"
          aria-expanded={anchor !== undefined}
          aria-controls={anchor && panelId}
          onClick={event => {
            setAnchor(event.currentTarget);
            void latest.refetch();
          }}
        >
          <BellIcon unreadCount={unreadCount} />
        </IconButton>
      </Tooltip>
      <Popover
        open={anchor !== undefined}
        anchorEl={anchor}
        onClose={close}
        anchorOrigin={{ vertical: 'bottom', horizontal: 'right' }}
        transformOrigin={{ vertical: 'top', horizontal: 'right' }}
        slotProps={{
          paper: {
            id: panelId,
            role: 'dialog',
            'aria-label': t('bell.name'),
            onKeyDown: focusFirstNotification,
            sx: {
              display: 'flex',
              flexDirection: 'column',
              width: 'min(440px, calc(100vw - 32px))',
              maxHeight: 'min(640px, calc(100vh - 96px))',
            },
          },
        }}
      >
        <BellPanel latest={latest} actions={actions} onClose={close} />
      </Popover>
    </>
  );
}

export function Bell() {
  return (
    <CallboardProvider>
      <BellButton />
    </CallboardProvider>
  );
}
