import { buildWorkItemPath } from '@callboard/plugin-callboard-common';
import { whereProjectInScope } from '../../../core/resources/VisibilityScope';
import { ResourceResolver } from '../../../core/resources/ResourceResolver';
import { inListSql } from '../../../database/bulk';

/** Work items are in the list of their project, on the page of its entity. */
export const workItemResolver: ResourceResolver = {
  type: 'work_item',
  async find(knex, ids, scope) {
    const query = knex('work_items')
      .join('projects', 'projects.id', 'work_items.project_id')
      .select(
        'work_items.id',
        'work_items.title',
        'work_items.number',
        'projects.identifier',
        'projects.workspace_id',
        'projects.entity_ref',
        'work_items.deleted_at',
        'projects.deleted_at as project_deleted_at',
      )
      .whereRaw(...inListSql(knex, 'work_items.id', ids));
    const rows = await whereProjectInScope(knex, query, scope);
    return rows.map(
      ({
        id,
        title,
        number,
        identifier,
        workspace_id,
        entity_ref,
        deleted_at,
        project_deleted_at,
      }) => ({
        type: 'work_item',
        id,
        title: `${identifier}-${number} ${title}`,
        workspace_slug: scope.getSlug(workspace_id)!,
        url: buildWorkItemPath(entity_ref, id),
        is_deleted: deleted_at !== null || project_deleted_at !== null,
      }),
    );
  },
};
