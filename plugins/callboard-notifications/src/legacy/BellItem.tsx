import { SidebarItem } from '@backstage/core-components';
import { useRouteRef, useTranslationRef } from '@backstage/frontend-plugin-api';
import { CallboardProvider } from '@callboard/plugin-callboard-react';
import { useCallback } from 'react';
import { BellIcon, useBellName } from '../bell/BellIcon';
import { useLatestNotifications } from '../data/notificationQueries';
import { Listener } from '../bell/Listener';
import { notificationsRouteRef } from '../routes';
import { callboardNotificationsTranslationRef } from '../translation';

function Item() {
  const { t } = useTranslationRef(callboardNotificationsTranslationRef);
  const latest = useLatestNotifications();
  const getHref = useRouteRef(notificationsRouteRef);
  const unreadCount = latest.data?.unread_count ?? 0;
  const name = useBellName(unreadCount);
  // A new component on each render would remount the badge.
  const Icon = useCallback(
    () => <BellIcon unreadCount={unreadCount} />,
    [unreadCount],
  );
  if ((latest.isUnavailable && !latest.data) || !getHref) {
    return null;
  }
  return (
    <SidebarItem
      icon={Icon}
      to={getHref()}
      text={t('bell.name')}
      aria-label={name}
    />
  );
}

/**
 * The bell with the `Listener`. It is in the sidebar, because portals on the legacy frontend system
 * have no header that appears on every page.
 */
export function BellItem() {
  return (
    <CallboardProvider>
      <Listener />
      <Item />
    </CallboardProvider>
  );
}
