/**
 * The capture for portals on the legacy frontend system.
 *
 * @packageDocumentation
 */
export {
  CallboardAnalytics,
  type CallboardAnalyticsApis,
  type CallboardAnalyticsOptions,
} from '../CallboardAnalytics';
export { type PortalEvent } from '../mapping/PortalEvent';
export { type SessionApis } from '../Session';
export { callboardAnalyticsApiFactory } from './callboardAnalyticsApiFactory';
export { CaptureSettings } from './CaptureSettings';
export { callboardCaptureTranslationRef } from '../translation';
