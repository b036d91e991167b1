/** Returns the header that applies a change only to the version that was read. @public */
export function toIfMatchHeader(resource: {
  version: number;
}): Record<string, string> {
  return { 'if-match': `"${resource.version}"` };
}
