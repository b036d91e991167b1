/** The bucket and key of the portal's storage under which people opt out. */
export const captureOptOut = { bucket: 'callboard', key: 'captureOptOut' };
