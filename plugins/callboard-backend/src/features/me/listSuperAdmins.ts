import { NamedPerson } from '@callboard/plugin-callboard-common';
import { sortBy, uniq } from 'lodash';
import { Core } from '../../core/Core';

/** Limits the list: a user needs only a contact. */
const MAX_ADMINS = 20;

/** Returns the Groups whose members are super admins. */
export function getSuperAdminGroups({
  config: { superAdmins },
}: Pick<Core, 'config'>): string[] {
  return superAdmins.filter(ref => ref.startsWith('group:'));
}

/**
 * Lists the super admins by name, at most 20: the Users in the configuration, and the members of its
 * Groups who have used Callboard.
 */
export async function listSuperAdmins(core: Core): Promise<NamedPerson[]> {
  const { knex, config, people } = core;
  const groups = getSuperAdminGroups(core);
  const users = config.superAdmins.filter(ref => ref.startsWith('user:'));
  const groupMembers: string[] =
    groups.length > 0
      ? await knex('ownership_refs')
          .distinct('user_ref')
          .whereIn('owner_ref', groups)
          .orderBy('user_ref')
          .limit(MAX_ADMINS)
          .pluck('user_ref')
      : [];
  const refs = uniq([...users, ...groupMembers]).slice(0, MAX_ADMINS);
  const admins = await people.getMany(refs);
  return sortBy(
    admins.map(({ user_ref, display_name }) => ({ user_ref, display_name })),
    ({ display_name }) => display_name.toLocaleLowerCase('en'),
  );
}
