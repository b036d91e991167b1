import { ConfigApi } from '@backstage/frontend-plugin-api';

export function isCaptureEnabled(config: ConfigApi): boolean {
  try {
    return (
      config.getOptionalBoolean('callboard.activity.capture.enabled') !==
        false &&
      config.getOptionalString('callboard.activity.privacy') !== 'off'
    );
  } catch {
    // An invalid value must neither reduce privacy nor break the portal.
    return false;
  }
}
