/**
 * The plugin for portals on the legacy frontend system.
 *
 * @packageDocumentation
 */
export {
  callboardNotificationsPlugin,
  callboardNotificationsRoutes,
  CallboardBellItem,
  HomeNotifications,
  NotificationsPage,
} from './plugin';
export * from '../routes';
export { callboardNotificationsTranslationRef } from '../translation';
