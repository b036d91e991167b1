import { Workspace } from '@callboard/plugin-callboard-common';

/** A workspace as it looks on the wire. */
export type WorkspaceRow = Workspace;
