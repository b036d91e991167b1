import { ConfigApi } from '@backstage/frontend-plugin-api';

/** Whether this portal captures what people do in it at all. */
export function captureEnabled(config: ConfigApi): boolean {
  try {
    return (
      config.getOptionalBoolean('callboard.activity.capture.enabled') !== false
    );
  } catch {
    // Whoever wrote a value that means nothing did not ask for less privacy,
    // and the portal must not stop working over it.
    return false;
  }
}
