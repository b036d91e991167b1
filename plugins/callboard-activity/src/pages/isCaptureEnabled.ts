import type { ConfigApi } from '@backstage/frontend-plugin-api';

/** Whether the portal records what people look at, for anyone at all. */
export function isCaptureEnabled(config: ConfigApi): boolean {
  return (
    config.getOptionalBoolean('callboard.activity.capture.enabled') !== false &&
    config.getOptionalString('callboard.activity.privacy') !== 'off'
  );
}
