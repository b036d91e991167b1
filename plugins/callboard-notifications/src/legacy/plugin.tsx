import { convertLegacyRouteRef } from '@backstage/core-compat-api';
import {
  createComponentExtension,
  createPlugin,
  createRoutableExtension,
} from '@backstage/core-plugin-api';
import { createCardExtension } from '@backstage/plugin-home-react';
import {
  createLegacyTab,
  LegacyPage,
  wrapForLegacySystem,
} from '@callboard/plugin-callboard-react/legacy';
import { Route } from 'react-router-dom';
import {
  inboxSubPage,
  notificationsWidgetParams,
  preferencesSubPage,
} from '../extensionParams';
import {
  notificationPreferencesRouteRef,
  notificationsRouteRef,
} from '../routes';

const routes = {
  root: convertLegacyRouteRef(notificationsRouteRef),
  preferences: convertLegacyRouteRef(notificationPreferencesRouteRef),
};

/**
 * Notifications: the bell, the page with all notifications, the preferences, and the home-page
 * widget.
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
    component: wrapForLegacySystem(async () => {
      const tabs = [inboxSubPage, preferencesSubPage].map(createLegacyTab);
      return (props: { title?: string }) => (
        <LegacyPage title={props.title ?? 'Notifications'} tabs={tabs} />
      );
    }),
  }),
);

/**
 * The bell for the sidebar, with the number of unread notifications. Add it only once per portal,
 * because it also announces new notifications.
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
    ...notificationsWidgetParams,
    components: async () => ({
      Content: await wrapForLegacySystem(() =>
        import('../NotificationsWidget').then(m => m.NotificationsWidget),
      )(),
    }),
  }),
);

/**
 * Returns the route of the Notifications page at its usual path. Add it to the children of
 * `FlatRoutes`. For another path, use `NotificationsPage` in a route of your own.
 *
 * @public
 */
export function callboardNotificationsRoutes(): JSX.Element {
  return <Route path="/notifications" element={<NotificationsPage />} />;
}
