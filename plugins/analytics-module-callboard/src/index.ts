/**
 * Turns the portal's own analytics events into Callboard activity.
 *
 * @packageDocumentation
 */
export { analyticsModuleCallboard as default } from './module';
export {
  CallboardAnalytics,
  type CallboardAnalyticsApis,
  type CallboardAnalyticsOptions,
} from './CallboardAnalytics';
export { type PortalEvent } from './mapping/toActivity';
export { type SessionApis } from './Session';
export { CaptureSettingsCard as CaptureSettings } from './CaptureSettingsCard';
export { callboardCaptureTranslationRef } from './translation';
