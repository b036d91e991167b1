/** A part of the page of a workspace. */
export type WorkspacePart = 'members' | 'settings' | 'announcements';
