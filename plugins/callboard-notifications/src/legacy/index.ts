/**
 * The plugin for portals on the legacy frontend system.
 *
 * @packageDocumentation
 */
export { callboardNotificationsRoutes } from './callboardNotificationsRoutes';
export {
  callboardNotificationsPlugin,
  CallboardBellItem,
  HomeNotifications,
  NotificationsPage,
} from './plugin';
export * from '../routes';
export { callboardNotificationsTranslationRef } from '../translation';
