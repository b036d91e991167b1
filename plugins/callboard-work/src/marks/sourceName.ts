const known: ReadonlyMap<string, string> = new Map([
  ['callboard', 'Callboard'],
  ['github', 'GitHub'],
  ['gitlab', 'GitLab'],
  ['jira', 'Jira'],
]);

/** What the system that an item is from calls itself. */
export function sourceName(source: string): string {
  return known.get(source) ?? source;
}
