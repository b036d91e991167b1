import { buildWorkspacePath } from '@callboard/plugin-callboard-common';
import { ResourceResolver } from '../../core/resources/ResourceResolver';
import { inListSql } from '../../database/bulk';

/** Resolves workspaces to the admin page. */
export const workspaceResolver: ResourceResolver = {
  type: 'workspace',
  async find(knex, ids, scope) {
    const rows = await knex('workspaces')
      .select('id', 'name')
      .whereNull('deleted_at')
      .whereRaw(...inListSql(knex, 'id', ids))
      .whereRaw(...inListSql(knex, 'id', scope.readable));
    return rows.map(({ id, name }) => {
      const slug = scope.getSlug(id)!;
      return {
        type: 'workspace',
        id,
        title: name,
        workspace_slug: slug,
        url: buildWorkspacePath(slug),
        is_deleted: false,
      };
    });
  },
};
