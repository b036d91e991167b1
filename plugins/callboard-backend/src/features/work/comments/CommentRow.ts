import { WorkItemComment } from '@callboard/plugin-callboard-common';

/** A comment as it is stored. */
export type CommentRow = WorkItemComment & {
  workspace_id: string;
  /** The time of the newest known state at its source, if it has one. */
  external_updated_at: string | null;
  /** A digest of that state. */
  external_digest: string | null;
};

/** A comment before and after a change; null before creation and after deletion. */
export interface CommentPair {
  before: CommentRow | null;
  after: CommentRow | null;
}

/** A comment as the API returns it; a deleted one without its content. */
export function toCommentResponse({
  workspace_id: _workspace,
  external_updated_at: _updated,
  external_digest: _digest,
  ...comment
}: CommentRow): WorkItemComment {
  return comment.deleted_at === null
    ? comment
    : { ...comment, body: '', mentions: [] };
}
