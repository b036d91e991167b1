import { Knex } from 'knex';

/**
 * The mail address that the staff of a workspace have for a person; undefined for
 * somebody who is not on the staff, or has resigned.
 */
export async function mailOfStaff(
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
