import { ConfigApi } from '@backstage/frontend-plugin-api';

const ACTIVITY = 'callboard.activity';

/** Whether this portal captures what people do in it at all. */
export function captureEnabled(config: ConfigApi): boolean {
  try {
    return (
      config.getOptionalBoolean(`${ACTIVITY}.capture.enabled`) !== false &&
      config.getOptionalString(`${ACTIVITY}.privacy`) !== 'off'
    );
  } catch {
    // Whoever wrote a value that means nothing did not ask for less privacy,
    // and the portal must not stop working over it.
    return false;
  }
}
