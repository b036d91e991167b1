/**
 * The zones a person can choose from. Browsers leave UTC out of their list,
 * and may not know the older name a workspace has been given.
 *
 * @public
 */
export function timeZones(current?: string): string[] {
  const known = Intl.supportedValuesOf('timeZone');
  return [...new Set(['UTC', ...(current ? [current] : []), ...known])];
}
