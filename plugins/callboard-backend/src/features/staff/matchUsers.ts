import { Knex } from 'knex';
import { UsersByEmail } from './CatalogUsers';
import { StaffRow } from './StaffRow';
import { StaffStore } from './StaffStore';

/**
 * Matches staff members without a user to users with the same email address; names are not unique.
 * Skips users who are already linked. Of several people with one address, the first gets the user.
 *
 * @returns user references, by the ids of the people
 */
export async function matchUsers(
  knex: Knex,
  store: StaffStore,
  workspace_id: string,
  people: ReadonlyArray<Pick<StaffRow, 'id' | 'email'>>,
  users: UsersByEmail,
): Promise<Map<string, string>> {
  const matches = new Map<string, string>();
  if (users.size === 0) {
    return matches;
  }
  const user_refs = people
    .map(({ email }) => users.get(email.toLowerCase()))
    .filter(ref => ref !== undefined);
  const linkedStaff = await store.findKeyHolders(knex, workspace_id, {
    user_refs,
  });
  const taken = new Set(linkedStaff.map(({ user_ref }) => user_ref));
  for (const { id, email } of people) {
    const user_ref = users.get(email.toLowerCase());
    if (user_ref && !taken.has(user_ref)) {
      taken.add(user_ref);
      matches.set(id, user_ref);
    }
  }
  return matches;
}
