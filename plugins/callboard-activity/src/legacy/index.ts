/**
 * The plugin for portals on the legacy frontend system.
 *
 * @packageDocumentation
 */
export {
  ActivityPage,
  ActivityTrackerPage,
  callboardActivityPlugin,
  EntityActivityCard,
  EntityActivityContent,
  HomeRecentActivity,
} from './plugin';
export * from '../routes';
export { callboardActivityTranslationRef } from '../translation';
