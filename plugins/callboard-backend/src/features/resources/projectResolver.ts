import { buildProjectPath } from '@callboard/plugin-callboard-common';
import { whereProjectInScope } from '../../core/resources/VisibilityScope';
import { ResourceResolver } from '../../core/resources/ResourceResolver';
import { inListSql } from '../../database/bulk';

/** Resolves projects to the pages of their entities. */
export const projectResolver: ResourceResolver = {
  type: 'project',
  async find(knex, ids, scope) {
    const query = knex('projects')
      .select('id', 'workspace_id', 'name', 'entity_ref', 'deleted_at')
      .whereRaw(...inListSql(knex, 'projects.id', ids));
    const rows = await whereProjectInScope(knex, query, scope);
    return rows.map(({ id, workspace_id, name, entity_ref, deleted_at }) => ({
      type: 'project',
      id,
      title: name,
      workspace_slug: scope.getSlug(workspace_id)!,
      url: buildProjectPath(entity_ref),
      is_deleted: deleted_at !== null,
    }));
  },
};
