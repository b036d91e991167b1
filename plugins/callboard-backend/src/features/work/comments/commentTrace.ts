import { RecordedChange } from '../../../changes/RecordedChange';
import { commentFieldRules } from './commentFieldRules';
import { CommentPair, toCommentResponse } from './CommentRow';

/** What a trace calls the item of a comment. */
export interface CommentedItem {
  identifier: string;
  title: string;
}

/** The trace of a comment that was made, changed or deleted. */
export function commentTrace(
  { before, after }: CommentPair,
  { identifier, title }: CommentedItem,
): RecordedChange {
  const { id, workspace_id, project_id } = (after ?? before)!;
  return {
    workspace_id,
    project_id,
    visibility: 'project',
    entity_type: 'work_item_comment',
    entity_id: id,
    entity_label: `${identifier} ${title}`,
    before: before && toCommentResponse(before),
    after: after && toCommentResponse(after),
    ...commentFieldRules({ before, after }),
  };
}
