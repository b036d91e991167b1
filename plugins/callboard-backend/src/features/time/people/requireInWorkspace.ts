import { Knex } from 'knex';
import { InvalidRequestError } from '../../../http/errors';

/**
 * Requires that somebody is in a workspace, or on its staff.
 *
 * @param field - the one that names them
 * @throws InvalidRequestError for anybody else
 */
export async function requireInWorkspace(
  knex: Knex,
  workspace_id: string,
  user_ref: string,
  field: string,
): Promise<void> {
  const inside = await knex('memberships')
    .where({ scope_id: workspace_id, user_ref })
    .whereNull('deleted_at')
    .first('id');
  const employed = await knex('staff')
    .where({ workspace_id, user_ref })
    .whereNull('deleted_at')
    .first('id');
  if (!inside && !employed) {
    throw new InvalidRequestError([
      { field, reason: 'is nobody of this workspace' },
    ]);
  }
}
