const known: ReadonlyMap<string, string> = new Map([
  ['callboard', 'Callboard'],
  ['github', 'GitHub'],
  ['gitlab', 'GitLab'],
  ['jira', 'Jira'],
]);

/** Returns the display name of an item's source system. */
export function getSourceName(source: string): string {
  return known.get(source) ?? source;
}
