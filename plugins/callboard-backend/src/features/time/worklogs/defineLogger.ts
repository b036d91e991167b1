import { NotFoundError } from '@backstage/errors';
import { Relations } from '../../../access/Relations';

/** Defines the relation of a person to their own worklogs, which need no role in the project. */
export function defineLogger(relations: Relations): void {
  relations.define(
    'logger',
    async (knex, { user_ref, project_id, params: { iid, id } }) => {
      const entry = await knex('worklogs')
        .select('logged_by')
        .where({ id, work_item_id: iid, project_id })
        .whereNull('deleted_at')
        .first();
      if (!entry) {
        throw new NotFoundError(`Time entry ${id} not found`);
      }
      return entry.logged_by === user_ref;
    },
  );
}
