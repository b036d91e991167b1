import { Link } from '@backstage/core-components';
import { useRouteRef, useTranslationRef } from '@backstage/frontend-plugin-api';
import {
  CallboardProvider,
  LoadingState,
  QueryState,
} from '@callboard/plugin-callboard-react';
import Box from '@mui/material/Box';
import { useLatestNotifications } from './data/notificationQueries';
import { useNotificationActions } from './data/useNotificationActions';
import { NotificationItems } from './item/NotificationItems';
import { notificationsRouteRef } from './routes';
import { callboardNotificationsTranslationRef } from './translation';

const MAX_ROWS = 5;

function Content() {
  const { t } = useTranslationRef(callboardNotificationsTranslationRef);
  const getHref = useRouteRef(notificationsRouteRef);
  const unread = useLatestNotifications({ only_unread: true });
  const actions = useNotificationActions();
  return (
    <QueryState
      query={unread}
      loading={<LoadingState rows={MAX_ROWS} rowHeight={64} />}
    >
      {({ items }) => {
        // The cached list retains notifications that were read after it was loaded.
        const unreadItems = items.filter(({ is_read }) => !is_read);
        return (
          <>
            <NotificationItems
              label={t('widget.title')}
              items={unreadItems.slice(0, MAX_ROWS)}
              actions={actions}
            />
            {getHref && (
              <Box sx={{ pt: 1, typography: 'body2' }}>
                <Link to={getHref()}>{t('widget.seeAll')}</Link>
              </Box>
            )}
          </>
        );
      }}
    </QueryState>
  );
}

export function NotificationsWidget() {
  return (
    <CallboardProvider>
      <Content />
    </CallboardProvider>
  );
}
