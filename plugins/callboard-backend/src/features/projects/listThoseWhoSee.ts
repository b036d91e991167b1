import { roleRanks } from '@callboard/plugin-callboard-common';
import { Knex } from 'knex';
import { ProjectRow } from './ProjectRow';

/**
 * Those of some people who can see a project: everybody in its workspace where
 * it is open, else its members and the workspace's admins.
 */
export async function listThoseWhoSee(
  knex: Knex,
  { id, workspace_id, access }: ProjectRow,
  user_refs: readonly string[],
): Promise<ReadonlySet<string>> {
  const refs: string[] = await knex('memberships')
    .whereIn('user_ref', [...user_refs])
    .whereNull('deleted_at')
    .where(any => {
      any.where('scope_id', id).orWhere(inWorkspace => {
        inWorkspace.where('scope_id', workspace_id);
        if (access === 'secret') inWorkspace.where('rank', roleRanks.admin);
      });
    })
    .pluck('user_ref');
  return new Set(refs);
}
