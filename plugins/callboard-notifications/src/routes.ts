import {
  createRouteRef,
  createSubRouteRef,
} from '@backstage/frontend-plugin-api';

/** The page with one's notifications. @public */
export const notificationsRouteRef = createRouteRef();

/** Its tab with how one wants to be told. @public */
export const notificationPreferencesRouteRef = createSubRouteRef({
  parent: notificationsRouteRef,
  path: '/preferences',
});
