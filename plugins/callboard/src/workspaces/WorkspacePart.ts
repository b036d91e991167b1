/** A part of what there is to see of a workspace. */
export type WorkspacePart = 'members' | 'settings' | 'announcements';
