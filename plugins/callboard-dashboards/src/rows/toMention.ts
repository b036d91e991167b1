import type { Mention } from '@callboard/plugin-callboard-react';
import type { WidgetRow } from './useWidgetRows';

/** Returns the resource of a row, with its state and its people. */
export function toMention(row: WidgetRow): Mention {
  if ('entity_type' in row) {
    return row;
  }
  return 'work_item' in row
    ? {
        entity_type: 'work_item',
        entity_id: row.work_item_id,
        user_id: row.logged_by,
      }
    : {
        entity_type: 'work_item',
        entity_id: row.id,
        state_id: row.state_id,
        assignees: row.assignees,
      };
}
