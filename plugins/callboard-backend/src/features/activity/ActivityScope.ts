/** Which part of the log a request is about. */
export type ActivityScope =
  /** Every workspace, or one of them. */
  | { kind: 'all'; workspace_id?: string }
  /** What one person did, in all workspaces. */
  | { kind: 'person'; user_id: string }
  /** One workspace: all of it, or what somebody in it may see. */
  | { kind: 'workspace'; workspace_id: string; seenBy?: string };
