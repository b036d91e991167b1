import { FieldRules } from '../../../changes/diff';
import { CommentPair, CommentRow } from './CommentRow';

/** These fields follow from the action and its time. */
const derived = ['edited_at', 'deleted_at', 'deleted_by'];

/**
 * Which fields of a comment its history shows. An author who is a User is shown by
 * their reference, and their name is left out. An author known only to the source
 * has nothing but a name.
 */
export function getCommentFieldRules({
  before,
  after,
}: CommentPair): FieldRules {
  const hasUser = (row: CommentRow | null) => row?.author_ref !== null;
  return {
    derived:
      hasUser(before) && hasUser(after) ? [...derived, 'author_name'] : derived,
  };
}
