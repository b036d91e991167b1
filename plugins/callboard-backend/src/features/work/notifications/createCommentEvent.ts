import {
  ChangeEvent,
  buildCommentPath,
} from '@callboard/plugin-callboard-common';
import { ChangeScope } from '@callboard/plugin-callboard-node';
import { getFieldValue } from '../../../changes/fieldsOf';

/**
 * The common part of all notifications about one comment.
 *
 * @param type - the notification type: unread notifications of the same type and item are counted
 * together
 */
export function createCommentEvent(
  type: string,
  change: ChangeEvent,
  { project }: ChangeScope,
) {
  const work_item_id = String(getFieldValue(change, 'work_item_id'));
  return {
    type,
    about: { work_item_id },
    target_url:
      project &&
      buildCommentPath(project.entity_ref, work_item_id, change.entity_id),
    dedupe_key: `${type}:${work_item_id}`,
  };
}
