import { convertLegacyRouteRef } from '@backstage/core-compat-api';
import {
  createComponentExtension,
  createPlugin,
  createRoutableExtension,
} from '@backstage/core-plugin-api';
import { createCardExtension } from '@backstage/plugin-home-react';
import { wrapForLegacySystem } from '@callboard/plugin-callboard-react/legacy';
import { notificationsCard } from '../home/notificationsCard';
import {
  notificationPreferencesRouteRef,
  notificationsRouteRef,
} from '../routes';

const routes = {
  root: convertLegacyRouteRef(notificationsRouteRef),
  preferences: convertLegacyRouteRef(notificationPreferencesRouteRef),
};

/**
 * Notifications: the bell, the page with all notifications, and the preferences.
 *
 * @public
 */
export const callboardNotificationsPlugin = createPlugin({
  id: 'callboard-notifications',
  routes,
});

/** The person's notifications and preferences. @public */
export const NotificationsPage = callboardNotificationsPlugin.provide(
  createRoutableExtension({
    name: 'NotificationsPage',
    mountPoint: routes.root,
    component: wrapForLegacySystem(() =>
      import('./NotificationsPage').then(m => m.NotificationsPage),
    ),
  }),
);

/**
 * The bell as an entry of the sidebar, with the number of unread notifications. It announces new
 * ones, so a portal has it once.
 *
 * @public
 */
export const CallboardBellItem = callboardNotificationsPlugin.provide(
  createComponentExtension({
    name: 'CallboardBellItem',
    component: {
      lazy: wrapForLegacySystem(() =>
        import('./BellItem').then(m => m.BellItem),
      ),
    },
  }),
);

/** The person's latest unread notifications, on the home page. @public */
export const HomeNotifications = callboardNotificationsPlugin.provide(
  createCardExtension({
    ...notificationsCard,
    components: async () => {
      const Content = await wrapForLegacySystem(() =>
        import('../home/NotificationsWidget').then(m => m.NotificationsWidget),
      )();
      return { Content };
    },
  }),
);
