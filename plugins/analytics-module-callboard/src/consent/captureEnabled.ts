import { ConfigApi } from '@backstage/frontend-plugin-api';

/** Whether this portal captures what people do in it at all. */
export function captureEnabled(config: ConfigApi): boolean {
  try {
    return (
      config.getOptionalBoolean('callboard.activity.capture.enabled') !==
        false &&
      config.getOptionalString('callboard.activity.privacy') !== 'off'
    );
  } catch {
    // A meaningless value must neither cost people privacy nor stop the portal.
    return false;
  }
}
