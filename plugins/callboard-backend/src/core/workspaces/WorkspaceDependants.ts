import { Change } from '../../changes/Changes';

/** Resources that depend on a workspace and are deleted with it. */
export interface WorkspaceDependants {
  /**
   * Takes the locks for deleting the dependants of a workspace. Called before the workspace itself
   * is locked.
   *
   * @throws NotFoundError if one of the workspaces has just been deleted
   */
  begin(change: Change, workspace_id: string): Promise<void>;

  /** Deletes the dependants of the workspace, within the change passed to `begin`. */
  endAll(change: Change, workspace_id: string): Promise<void>;
}
