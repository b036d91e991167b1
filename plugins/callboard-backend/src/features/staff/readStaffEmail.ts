import { Knex } from 'knex';

/**
 * The email address of a person on the staff of a workspace; undefined if they are not on the staff
 * or have resigned.
 */
export async function readStaffEmail(
  knex: Knex,
  workspace_id: string,
  user_ref: string,
): Promise<string | undefined> {
  const row = await knex('staff')
    .where({ workspace_id, user_ref, deleted_at: null })
    .whereNot('employment_status', 'resigned')
    .first('email');
  return row?.email;
}
