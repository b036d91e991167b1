import { Role } from '@callboard/plugin-callboard-common';
import { people, PersonName, TestCallboard } from './startCallboard';

/**
 * Sets the manual role of a user, or removes it.
 *
 * @param path - the path of the members of a workspace or project
 */
export async function setRole(
  callboard: TestCallboard,
  path: string,
  personName: PersonName,
  role: Role | null,
): Promise<void> {
  const superAdmin = callboard.as('superAdmin');
  const user_ref = people[personName];
  const { body } = await superAdmin.get(`${path}?limit=200`).expect(200);
  const member = body.items.find((item: any) => item.user_ref === user_ref);
  if (member && role) {
    await superAdmin.patch(`${path}/${member.id}`, { role }).expect(200);
  } else if (member) {
    await superAdmin.delete(`${path}/${member.id}`).expect(204);
  } else if (role) {
    await superAdmin.post(path, { user_ref, role }).expect(201);
  }
}
