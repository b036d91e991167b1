import { ChangeEvent, commentPath } from '@callboard/plugin-callboard-common';
import { ChangePlace } from '@callboard/plugin-callboard-node';
import { valueOf } from '../../../changes/fieldsOf';

/**
 * What every notification about one comment has.
 *
 * @param type - of the notification: what is told again of the same work item
 * counts
 */
export function commentNotice(
  type: string,
  change: ChangeEvent,
  { project }: ChangePlace,
) {
  const work_item_id = String(valueOf(change, 'work_item_id'));
  return {
    type,
    about: { work_item_id },
    target_url:
      project &&
      commentPath(project.entity_ref, work_item_id, change.entity_id),
    dedupe_key: `${type}:${work_item_id}`,
  };
}
