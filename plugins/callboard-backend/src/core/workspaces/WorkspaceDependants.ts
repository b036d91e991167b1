import { Change } from '../../changes/Changes';

/** Deletes the resources that depend on a workspace, together with it. */
export interface WorkspaceDependants {
  /**
   * Takes the locks for deleting the dependants of a workspace. Called before the workspace itself
   * is locked.
   *
   * @throws NotFoundError if a workspace to be locked has just been deleted
   */
  begin(change: Change, workspace_id: string): Promise<void>;

  /** Deletes the dependants of the workspace, within the change passed to `begin`. */
  endAll(change: Change, workspace_id: string): Promise<void>;
}
