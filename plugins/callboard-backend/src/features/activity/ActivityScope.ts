import { ProjectViewer } from '../projects/whereProjectVisible';

/** Which part of the log a request is about. */
export type ActivityScope =
  /** Every workspace, or one of them. */
  | { kind: 'all'; workspace_id?: string }
  /** What one person did, in all workspaces. */
  | { kind: 'person'; user_id: string }
  /** One workspace: all of it, or what a member may see. */
  | {
      kind: 'workspace';
      workspace_id: string;
      limitedTo?: {
        /** Whose own rows are included. */
        user_id: string;
        /** Changes to these kinds of things are included. */
        entity_types: readonly string[];
        /** Of those, what is about secret projects only where they are in. */
        viewer: ProjectViewer;
      };
    };
