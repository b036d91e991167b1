/** The part of the log that a request covers. */
export type ActivityScope =
  /** Every workspace, or one of them. */
  | { kind: 'all'; workspace_id?: string }
  /** One person's activity, in all workspaces. */
  | { kind: 'person'; user_id: string }
  /** One workspace; with `seenBy`, limited to what that user may see. */
  | { kind: 'workspace'; workspace_id: string; seenBy?: string };
