import { Activity } from '@callboard/plugin-callboard-common';
import { TestCallboard } from '../../../__testUtils__/startCallboard';

/** All traces of something, also those that are parts of something bigger. */
export async function historyOf(
  callboard: TestCallboard,
  entity_id: string,
): Promise<Activity[]> {
  const { body } = await callboard
    .as('superAdmin')
    .get(`/admin/activity?entity_id=${entity_id}&details=true`)
    .expect(200);
  return body.activities;
}
