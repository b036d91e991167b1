/**
 * What a live-update channel is about, and so who gets its name: whoever is in a
 * workspace, its admins, whoever sees a secret project, the members of a
 * project, or one person.
 */
export interface ChannelKey {
  kind: 'workspace' | 'admins' | 'project' | 'members' | 'person';
  /** The id of the workspace or project, or the reference of the person. */
  scope: string;
}

/** A key as one text. */
export function textOf({ kind, scope }: ChannelKey): string {
  return `${kind} ${scope}`;
}
