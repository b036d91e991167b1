import { Activity } from '@callboard/plugin-callboard-common';
import { TestCallboard } from '../../../__testUtils__/startCallboard';

/** Reads all activity entries of a resource, including details. */
export async function readHistory(
  callboard: TestCallboard,
  entity_id: string,
): Promise<Activity[]> {
  const { body } = await callboard
    .as('superAdmin')
    .get(`/admin/activity?entity_id=${entity_id}&details=true`)
    .expect(200);
  return body.activities;
}
