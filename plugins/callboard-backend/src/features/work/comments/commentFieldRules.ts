import { FieldRules } from '../../../changes/diff';
import { CommentPair, CommentRow } from './CommentRow';

/** They follow from what was done, and when. */
const derived = ['edited_at', 'deleted_at', 'deleted_by'];

/**
 * Which fields of a comment a trace shows. The name of a User follows from who
 * they are; of somebody whom only the source knows, there is no more than a name.
 */
export function commentFieldRules({ before, after }: CommentPair): FieldRules {
  const hasUser = (row: CommentRow | null) => row?.author_ref !== null;
  return {
    derived:
      hasUser(before) && hasUser(after) ? [...derived, 'author_name'] : derived,
  };
}
