import { Change } from '../../changes/Changes';

/** Things that depend on a workspace and end with it. */
export interface WorkspaceDependants {
  /**
   * Takes what locks it takes to end all that hangs on a workspace. It is
   * called before the workspace itself is locked.
   *
   * @throws NotFoundError when one of the workspaces has just been deleted
   */
  begin(change: Change, workspace_id: string): Promise<void>;

  /** Ends all that hangs on the workspace, within the change that was begun. */
  endAll(change: Change, workspace_id: string): Promise<void>;
}
