import { WorkItemComment } from '@callboard/plugin-callboard-common';

/** A comment as it is stored. */
export type CommentRow = WorkItemComment & {
  workspace_id: string;
  /** The newest state its source has told of, if it has one. */
  external_updated_at: string | null;
  /** A digest of that state. */
  external_digest: string | null;
};

/** A comment before and after a change: null where there was or is none. */
export interface CommentPair {
  before: CommentRow | null;
  after: CommentRow | null;
}

/** A comment as it looks on the wire: of a deleted one, no more than that. */
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
