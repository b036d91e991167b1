import { Activity } from '@callboard/plugin-callboard-common';
import { TestCallboard } from './startCallboard';

/** The activity entries of one resource, without details of bulk operations, oldest first. */
export async function listActivityEntries(
  callboard: TestCallboard,
  entity_id: string,
): Promise<Activity[]> {
  const { body } = await callboard
    .as('superAdmin')
    .get(`/admin/activity?entity_id=${entity_id}&details=false`)
    .expect(200);
  return body.activities.reverse();
}

/** The changes of an activity entry as `{field: [old, new]}`. */
export function toFieldChanges(entry: Activity): Record<string, unknown[]> {
  return Object.fromEntries(
    entry.changes.map(({ field, old_value, new_value }) => [
      field,
      [old_value, new_value],
    ]),
  );
}
