/**
 * Makes a change apply only to the version of a resource that was read.
 *
 * @public
 */
export function ifMatch(resource: { version: number }): Record<string, string> {
  return { 'if-match': `"${resource.version}"` };
}
