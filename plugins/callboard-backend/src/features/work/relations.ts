import { NotFoundError } from '@backstage/errors';
import { Relations } from '../../access/Relations';
import { requireItem } from './comments/requireItem';

/** Defines the relations that users without a role in the project have to its work. */
export function defineRelations(relations: Relations): void {
  relations.define(
    'assignee',
    async (knex, { user_ref, project_id, params }) => {
      const item = params.iid ?? params.id;
      if (item) {
        await requireItem(knex, project_id, item);
      }
      const assigned = await knex('work_item_assignees')
        .join('work_items', 'work_items.id', 'work_item_assignees.work_item_id')
        .select('work_items.id')
        .where('work_item_assignees.user_ref', user_ref)
        .where('work_items.project_id', project_id)
        .whereNull('work_items.deleted_at')
        .modify(query => item && query.where('work_items.id', item))
        .first();
      return assigned !== undefined;
    },
  );
  relations.define(
    'author',
    async (knex, { user_ref, project_id, params: { iid, id } }) => {
      await requireItem(knex, project_id, iid!);
      const comment = await knex('work_item_comments')
        .select('author_ref')
        .where({ id, work_item_id: iid, project_id })
        .whereNull('deleted_at')
        .first();
      if (!comment) {
        throw new NotFoundError(`There is no comment ${id}`);
      }
      return comment.author_ref === user_ref;
    },
  );
}
