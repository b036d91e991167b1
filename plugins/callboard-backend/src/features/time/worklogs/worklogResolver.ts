import { buildWorklogPath } from '@callboard/plugin-callboard-common';
import { whereProjectMember } from '../../../core/projects/inProject';
import { whereProjectInScope } from '../../../core/resources/VisibilityScope';
import { ResourceResolver } from '../../../core/resources/ResourceResolver';
import { inListSql } from '../../../database/bulk';
import { formatItemIdentifier } from '../../work/items/readWorkItems';

/** Resolves worklogs to the details of their work item, with its label. */
export const worklogResolver: ResourceResolver = {
  type: 'worklog',
  async find(knex, ids, scope) {
    const query = knex('worklogs')
      .join('work_items', 'work_items.id', 'worklogs.work_item_id')
      .join('projects', 'projects.id', 'worklogs.project_id')
      .select(
        'worklogs.id',
        'worklogs.work_item_id',
        'work_items.title',
        'work_items.number',
        'projects.identifier',
        'projects.workspace_id',
        'projects.entity_ref',
        'worklogs.deleted_at',
        'work_items.deleted_at as item_deleted_at',
      )
      .whereRaw(...inListSql(knex, 'worklogs.id', ids))
      .where(read =>
        read
          .whereRaw(
            ...inListSql(knex, 'projects.workspace_id', scope.administered),
          )
          .orWhere('worklogs.logged_by', scope.user_ref)
          .orWhere(whereProjectMember(scope.user_ref)),
      );
    const rows = await whereProjectInScope(knex, query, scope);
    return rows.map(row => ({
      type: 'worklog',
      id: row.id,
      title: `${formatItemIdentifier(row.identifier, row.number)} ${row.title}`,
      workspace_slug: scope.getSlug(row.workspace_id)!,
      url: buildWorklogPath(row.entity_ref, row.work_item_id, row.id),
      is_deleted: row.deleted_at !== null || row.item_deleted_at !== null,
    }));
  },
};
