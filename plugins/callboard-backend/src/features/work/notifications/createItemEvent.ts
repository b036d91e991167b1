import {
  ChangeEvent,
  buildWorkItemPath,
} from '@callboard/plugin-callboard-common';
import { ChangeScope } from '@callboard/plugin-callboard-node';

/**
 * The common part of all notifications about one work item.
 *
 * @param type - the notification type: unread ones of the same type and item are counted together
 */
export function createItemEvent(
  type: string,
  { entity_id }: ChangeEvent,
  { project }: ChangeScope,
) {
  return {
    type,
    about: { work_item_id: entity_id },
    target_url: project && buildWorkItemPath(project.entity_ref, entity_id),
    dedupe_key: `${type}:${entity_id}`,
  };
}
