import { Activity } from '@callboard/plugin-callboard-common';
import { cutTexts } from '../cutTexts';

/** An activity entry for assistants: long texts truncated, ids with their names. */
export function toAssistantActivity(row: Activity): object {
  return {
    at: row.created_at,
    user_ref: row.user_id,
    user_name: row.user_name,
    action: row.action,
    entity_type: row.entity_type,
    entity_id: row.entity_id,
    entity_label: row.entity_label,
    // Creations and deletions list all fields, including empty ones.
    changes: row.changes
      .filter(change => change.old_value !== null || change.new_value !== null)
      .map(({ field, old_value, new_value }) => ({
        field,
        old_value: cutTexts(old_value),
        new_value: cutTexts(new_value),
      })),
    names: row.metadata?.names,
    batch_id: row.batch_id,
    source: row.source,
  };
}
