import { buildCommentPath } from '@callboard/plugin-callboard-common';
import { whereProjectInScope } from '../../../core/resources/VisibilityScope';
import { ResourceResolver } from '../../../core/resources/ResourceResolver';
import { inListSql } from '../../../database/bulk';
import { formatItemIdentifier } from '../items/readWorkItems';

/** Comments link to the details of their work item and have its label. */
export const commentResolver: ResourceResolver = {
  type: 'work_item_comment',
  async find(knex, ids, scope) {
    const query = knex('work_item_comments')
      .join('work_items', 'work_items.id', 'work_item_comments.work_item_id')
      .join('projects', 'projects.id', 'work_items.project_id')
      .select(
        'work_item_comments.id',
        'work_item_comments.work_item_id',
        'work_items.title',
        'work_items.number',
        'projects.identifier',
        'projects.workspace_id',
        'projects.entity_ref',
        'work_item_comments.deleted_at',
        'work_items.deleted_at as item_deleted_at',
        'projects.deleted_at as project_deleted_at',
      )
      .whereRaw(...inListSql(knex, 'work_item_comments.id', ids));
    const rows = await whereProjectInScope(knex, query, scope);
    return rows.map(row => ({
      type: 'work_item_comment',
      id: row.id,
      title: `${formatItemIdentifier(row.identifier, row.number)} ${row.title}`,
      workspace_slug: scope.getSlug(row.workspace_id)!,
      url: buildCommentPath(row.entity_ref, row.work_item_id, row.id),
      is_deleted: [
        row.deleted_at,
        row.item_deleted_at,
        row.project_deleted_at,
      ].some(moment => moment !== null),
    }));
  },
};
