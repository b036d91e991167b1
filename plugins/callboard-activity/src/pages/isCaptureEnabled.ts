import type { ConfigApi } from '@backstage/frontend-plugin-api';

/** Whether the portal records page views at all. */
export function isCaptureEnabled(config: ConfigApi): boolean {
  return (
    config.getOptionalBoolean('callboard.activity.capture.enabled') !== false &&
    config.getOptionalString('callboard.activity.privacy') !== 'off'
  );
}
