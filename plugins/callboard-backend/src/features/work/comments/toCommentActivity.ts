import { RecordedChange } from '../../../changes/RecordedChange';
import { getCommentFieldRules } from './getCommentFieldRules';
import { CommentPair, toCommentResponse } from './CommentRow';

/** The work item of a comment, as its activity entry names it. */
export interface CommentedItem {
  identifier: string;
  title: string;
}

/** The activity entry of a comment that was created, changed or deleted. */
export function toCommentActivity(
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
    ...getCommentFieldRules({ before, after }),
  };
}
