import { Knex } from 'knex';

/** Whether a person is a member of a workspace or on its staff. */
export async function isKnownInWorkspace(
  knex: Knex,
  workspace_id: string,
  user_ref: string,
): Promise<boolean> {
  const inside = await knex('memberships')
    .where({ scope_id: workspace_id, user_ref })
    .whereNull('deleted_at')
    .first('id');
  const employed = await knex('staff')
    .where({ workspace_id, user_ref })
    .whereNull('deleted_at')
    .first('id');
  return inside !== undefined || employed !== undefined;
}
