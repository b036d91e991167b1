const known: Readonly<Record<string, string>> = {
  callboard: 'Callboard',
  github: 'GitHub',
  gitlab: 'GitLab',
  jira: 'Jira',
};

/** What the system that an item is from calls itself. */
export function sourceName(source: string): string {
  return known[source] ?? source;
}
