import { ChangeEvent, workItemPath } from '@callboard/plugin-callboard-common';
import { ChangePlace } from '@callboard/plugin-callboard-node';

/**
 * What every notification about one work item has.
 *
 * @param type - of the notification: what is told again of the same item counts
 */
export function itemNotice(
  type: string,
  { entity_id }: ChangeEvent,
  { project }: ChangePlace,
) {
  return {
    type,
    about: { work_item_id: entity_id },
    target_url: project && workItemPath(project.entity_ref, entity_id),
    dedupe_key: `${type}:${entity_id}`,
  };
}
