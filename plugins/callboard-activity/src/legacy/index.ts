/**
 * The plugin for portals on the legacy frontend system.
 *
 * @packageDocumentation
 */
export {
  ActivityPage,
  ActivityTrackerPage,
  activityTrackerTab,
  callboardActivityPlugin,
  callboardActivityRoutes,
  EntityActivityCard,
  EntityActivityContent,
  HomeProjectChanges,
  HomeRecentActivity,
} from './plugin';
export * from '../routes';
export { callboardActivityTranslationRef } from '../translation';
