import { workspacePath } from '@callboard/plugin-callboard-common';
import { ThingFinder } from '../../core/things/ThingFinder';
import { isOneOf } from '../../database/bulk';

/** Workspaces are on the admin page. */
export const workspaceFinder: ThingFinder = {
  type: 'workspace',
  async find(knex, ids, sight) {
    const rows = await knex('workspaces')
      .select('id', 'name')
      .whereNull('deleted_at')
      .whereRaw(...isOneOf(knex, 'id', ids))
      .whereRaw(...isOneOf(knex, 'id', sight.readable));
    return rows.map(({ id, name }) => {
      const slug = sight.slugOf(id)!;
      return {
        type: 'workspace',
        id,
        title: name,
        workspace_slug: slug,
        url: workspacePath(slug),
        is_gone: false,
      };
    });
  },
};
