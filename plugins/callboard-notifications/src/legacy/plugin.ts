import { convertLegacyRouteRef } from '@backstage/core-compat-api';
import {
  createComponentExtension,
  createPlugin,
  createRoutableExtension,
} from '@backstage/core-plugin-api';
import { createCardExtension } from '@backstage/plugin-home-react';
import { bridged } from '@callboard/plugin-callboard-react/legacy';
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
 * What people are told: the bell, the page with all notifications, and the
 * preferences.
 *
 * @public
 */
export const callboardNotificationsPlugin = createPlugin({
  id: 'callboard-notifications',
  routes,
});

/** One's notifications, and how one wants to be told. @public */
export const NotificationsPage = callboardNotificationsPlugin.provide(
  createRoutableExtension({
    name: 'NotificationsPage',
    mountPoint: routes.root,
    component: bridged(() =>
      import('./NotificationsPage').then(m => m.NotificationsPage),
    ),
  }),
);

/**
 * The bell as an entry of the sidebar, with how many notifications are unread. It
 * announces what is new, so a portal has it once.
 *
 * @public
 */
export const CallboardBellItem = callboardNotificationsPlugin.provide(
  createComponentExtension({
    name: 'CallboardBellItem',
    component: {
      lazy: bridged(() => import('./BellItem').then(m => m.BellItem)),
    },
  }),
);

/** What the person has been told last and has not read, on the home page. @public */
export const HomeNotifications = callboardNotificationsPlugin.provide(
  createCardExtension({
    ...notificationsCard,
    components: async () => {
      const Content = await bridged(() =>
        import('../home/NotificationsWidget').then(m => m.NotificationsWidget),
      )();
      return { Content };
    },
  }),
);
