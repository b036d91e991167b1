import {
  callboardActivityReadAllPermission,
  endpoints,
  NamedPerson,
} from '@callboard/plugin-callboard-common';
import { pick, sortBy, uniq } from 'lodash';
import { Core } from '../../core/Core';
import { Feature } from '../../core/Feature';
import type { DepartmentServices } from '../departments/addDepartments';

/** The maximum number of super admins to list: a user needs only somebody to contact. */
const MAX_ADMINS = 20;

function getSuperAdminGroups({
  config: { superAdmins },
}: Pick<Core, 'config'>): string[] {
  return superAdmins.filter(ref => ref.startsWith('group:'));
}

/**
 * Lists at most `MAX_ADMINS` super admins by name: the configured Users, and those members of the
 * configured Groups who have used Callboard.
 */
async function listSuperAdmins(core: Core): Promise<NamedPerson[]> {
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
    admins.map(admin => pick(admin, ['user_ref', 'display_name'])),
    ({ display_name }) => display_name.toLocaleLowerCase('en'),
  );
}

/** @param departments - undefined without the organisation feature */
export function addMe(
  core: Core,
  departments: DepartmentServices['readModel'] | undefined,
): Feature {
  const { config, router, workspaces } = core;
  router.handle(endpoints.getMe, async ({ caller }) => {
    const visible = await workspaces.listVisible(caller);
    return {
      ...pick(caller, ['user_ref', 'display_name', 'email', 'picture']),
      is_super_admin: caller.is_super_admin,
      features: config.features,
      workspaces: visible.map(({ workspace, role }) => ({
        ...pick(workspace, ['id', 'slug', 'name', 'timezone']),
        role,
      })),
    };
  });
  router.handle(endpoints.getMyAccess, async ({ caller }) => {
    const [visible, mayReadAll, superAdmins] = await Promise.all([
      workspaces.listVisible(caller),
      caller.is_activity_reader &&
        caller.policy.isAllowed(callboardActivityReadAllPermission),
      listSuperAdmins(core),
    ]);
    return {
      is_super_admin: caller.is_super_admin,
      may_administrate:
        caller.is_super_admin || visible.some(({ role }) => role === 'admin'),
      manages_people:
        (await departments?.isManager(
          caller.user_ref,
          visible.map(({ workspace }) => workspace.id),
        )) ?? false,
      may_read_all_activity: mayReadAll,
      super_admins: superAdmins,
      super_admin_groups: getSuperAdminGroups(core),
    };
  });
  return { services: {} };
}
