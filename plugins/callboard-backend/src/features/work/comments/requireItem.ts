import { NotFoundError } from '@backstage/errors';
import { Knex } from 'knex';

/**
 * The title and number of an item of a project.
 *
 * @throws NotFoundError when it is not there
 */
export async function requireItem(
  knex: Knex,
  project_id: string,
  id: string,
): Promise<{ number: number; title: string }> {
  const found = await knex('work_items')
    .select('number', 'title')
    .where({ id, project_id })
    .whereNull('deleted_at')
    .first();
  if (!found) {
    throw new NotFoundError(`There is no work item ${id}`);
  }
  return found;
}
