import { endpoints } from '@callboard/plugin-callboard-common';
import { WorkspaceDirectory } from '../../core/workspaces/WorkspaceDirectory';
import { ContractRouter } from '../../http/ContractRouter';

/** Binds the endpoint that tells callers who they are. */
export function bindMe(
  router: ContractRouter,
  workspaces: WorkspaceDirectory,
): void {
  router.handle(endpoints.getMe, async ({ caller }) => {
    const seen = await workspaces.seeAll(caller);
    return {
      user_ref: caller.user_ref,
      display_name: caller.display_name,
      email: caller.email,
      picture: caller.picture,
      is_super_admin: caller.is_super_admin,
      workspaces: seen.map(
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
}
