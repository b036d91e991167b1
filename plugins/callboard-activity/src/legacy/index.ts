/**
 * The plugin for portals on the legacy frontend system.
 *
 * @packageDocumentation
 */
export { activityTrackerTab } from './activityTrackerTab';
export { callboardActivityRoutes } from './callboardActivityRoutes';
export {
  ActivityPage,
  ActivityTrackerPage,
  callboardActivityPlugin,
  EntityActivityCard,
  EntityActivityContent,
  HomeProjectChanges,
  HomeRecentActivity,
} from './plugin';
export * from '../routes';
export { callboardActivityTranslationRef } from '../translation';
