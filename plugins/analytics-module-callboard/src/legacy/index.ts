/**
 * Activity capture for portals on the legacy frontend system.
 *
 * @packageDocumentation
 */
export {
  CallboardAnalytics,
  type CallboardAnalyticsApis,
  type CallboardAnalyticsOptions,
} from '../CallboardAnalytics';
export { type PortalEvent } from '../mapping/toActivity';
export { type SessionApis } from '../Session';
export { callboardAnalyticsApiFactory, CaptureSettings } from './plugin';
export { callboardCaptureTranslationRef } from '../translation';
