import { Knex } from 'knex';
import { isKnownSuperAdmin } from '../../../access/isKnownSuperAdmin';
import { CallboardConfig } from '../../../kernel/config';
import { VisibilityScope } from '../../../core/resources/VisibilityScope';
import { WorkspaceDirectory } from '../../../core/workspaces/WorkspaceDirectory';

/** Reads the visibility scope of a user outside a request. */
export async function getVisibilityScope(
  {
    knex,
    config,
    workspaces,
  }: {
    knex: Knex;
    config: Pick<CallboardConfig, 'superAdmins'>;
    workspaces: WorkspaceDirectory;
  },
  user_ref: string,
): Promise<VisibilityScope> {
  const is_super_admin = await isKnownSuperAdmin(
    knex,
    config.superAdmins,
    user_ref,
  );
  return new VisibilityScope(
    user_ref,
    await workspaces.listVisible({ user_ref, is_super_admin }),
  );
}
