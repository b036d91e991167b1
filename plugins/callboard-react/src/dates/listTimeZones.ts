/**
 * The zones on offer. Browsers omit UTC from their list, and may not know the older name that a
 * workspace uses.
 *
 * @public
 */
export function listTimeZones(current?: string): string[] {
  const known = Intl.supportedValuesOf('timeZone');
  return [...new Set(['UTC', ...(current ? [current] : []), ...known])];
}
