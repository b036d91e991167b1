/**
 * The audience of a live-update channel, whose members get its name: the members of a workspace,
 * its admins, the users who see a secret project, the members of a project, or one user.
 */
export interface ChannelKey {
  kind: 'workspace' | 'admins' | 'project' | 'members' | 'person';
  /** The id of the workspace or project, or the reference of the user. */
  scope: string;
}

/** A key as one text. */
export function formatChannelKey({ kind, scope }: ChannelKey): string {
  return `${kind} ${scope}`;
}
