import {
  endpoints,
  Me,
  Role,
  roleOfRank,
} from '@callboard/plugin-callboard-common';
import { Caller } from '../../access/Caller';
import { ContractRouter } from '../../http/ContractRouter';
import { WorkspaceStore } from '../../core/workspaces/WorkspaceStore';

/** More workspaces than anybody has. */
const ALL = 10_000;

/** Binds the endpoint that tells callers who they are. */
export function bindMe(
  router: ContractRouter,
  workspaces: WorkspaceStore,
): void {
  router.handle(endpoints.getMe, async ({ caller }) => ({
    user_ref: caller.user_ref,
    display_name: caller.display_name,
    email: caller.email,
    picture: caller.picture,
    is_super_admin: caller.is_super_admin,
    workspaces: await workspacesOf(caller, workspaces),
  }));
}

/** A super admin is an admin everywhere. */
async function workspacesOf(
  caller: Caller,
  workspaces: WorkspaceStore,
): Promise<Me['workspaces']> {
  const rows: Array<{ role: Role } & Omit<Me['workspaces'][0], 'role'>> =
    caller.is_super_admin
      ? (await workspaces.list({ limit: ALL })).map(row => ({
          ...row,
          role: 'admin' as const,
        }))
      : (await workspaces.listWithRank(caller.user_ref)).map(row => ({
          ...row,
          role: roleOfRank(row.rank),
        }));
  return rows.map(({ id, slug, name, timezone, role }) => ({
    id,
    slug,
    name,
    timezone,
    role,
  }));
}
