import {
  callboardActivityReadAllPermission,
  endpoints,
  Features,
} from '@callboard/plugin-callboard-common';
import { WorkspaceDirectory } from '../../core/workspaces/WorkspaceDirectory';
import { ContractRouter } from '../../http/ContractRouter';
import type { DepartmentServices } from '../departments/addDepartments';
import { SuperAdmins } from './SuperAdmins';

/** Binds the endpoints for the caller's profile and access. */
export function bindMe(
  router: ContractRouter,
  deps: {
    workspaces: WorkspaceDirectory;
    features: Features;
    /** Absent without the organisation feature. */
    departments: DepartmentServices['readModel'] | undefined;
    superAdmins: SuperAdmins;
  },
): void {
  const { features, workspaces, departments, superAdmins } = deps;
  router.handle(endpoints.getMe, async ({ caller }) => {
    const visible = await workspaces.listVisible(caller);
    return {
      user_ref: caller.user_ref,
      display_name: caller.display_name,
      email: caller.email,
      picture: caller.picture,
      is_super_admin: caller.is_super_admin,
      features,
      workspaces: visible.map(
        ({ workspace: { id, slug, name, timezone }, role }) => ({
          id,
          slug,
          name,
          timezone,
          role,
        }),
      ),
    };
  });
  router.handle(endpoints.getMyAccess, async ({ caller }) => {
    const [visible, mayReadAll, people] = await Promise.all([
      workspaces.listVisible(caller),
      caller.is_activity_reader &&
        caller.policy.isAllowed(callboardActivityReadAllPermission),
      superAdmins.list(),
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
      super_admins: people,
      super_admin_groups: superAdmins.groups,
    };
  });
}
