import { Knex } from 'knex';

/**
 * Whether a user without a current request is a super admin, by the ownership references of their
 * last request.
 *
 * @param superAdmins - references of users and groups
 */
export async function isKnownSuperAdmin(
  knex: Knex,
  superAdmins: readonly string[],
  user_ref: string,
): Promise<boolean> {
  if (superAdmins.includes(user_ref)) {
    return true;
  }
  const found = await knex('ownership_refs')
    .where({ user_ref })
    .whereIn('owner_ref', [...superAdmins])
    .first('owner_ref');
  return found !== undefined;
}
