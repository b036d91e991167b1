import {
  createExternalRouteRef,
  createRouteRef,
  createSubRouteRef,
} from '@backstage/frontend-plugin-api';

/** The page with the person's notifications. @public */
export const notificationsRouteRef = createRouteRef();

/** The tab of the notifications page with the preferences. @public */
export const notificationPreferencesRouteRef = createSubRouteRef({
  parent: notificationsRouteRef,
  path: '/preferences',
});

/** The page with the announcements of a workspace, for its admins. @public */
export const announcementsExternalRouteRef = createExternalRouteRef({
  defaultTarget: 'callboard.announcements',
});
