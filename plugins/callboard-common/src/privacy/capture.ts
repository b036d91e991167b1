/** The part of the portal's configuration API that is read here. */
interface PortalConfig {
  getOptionalBoolean(key: string): boolean | undefined;
  getOptionalString(key: string): string | undefined;
}

/**
 * The bucket and key of the portal's storage under which a person opts out of the recording of page
 * views, as the boolean true.
 * @internal
 */
export const captureOptOut = { bucket: 'callboard', key: 'captureOptOut' };

/** Whether the portal records page views. @internal */
export function isCaptureEnabled(config: PortalConfig): boolean {
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
