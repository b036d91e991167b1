import { departmentPath } from '@callboard/plugin-callboard-common';
import { ThingFinder } from '../../core/things/ThingFinder';
import { isOneOf } from '../../database/bulk';

/** Departments are on the page of the organisation. */
export const departmentFinder: ThingFinder = {
  type: 'department',
  async find(knex, ids, sight) {
    const rows = await knex('departments')
      .select('id', 'workspace_id', 'name', 'deleted_at')
      .whereRaw(...isOneOf(knex, 'id', ids))
      .whereRaw(...isOneOf(knex, 'workspace_id', sight.readable));
    return rows.map(({ id, workspace_id, name, deleted_at }) => {
      const slug = sight.slugOf(workspace_id)!;
      return {
        type: 'department',
        id,
        title: name,
        workspace_slug: slug,
        url: departmentPath(slug, id),
        is_gone: deleted_at !== null,
      };
    });
  },
};
