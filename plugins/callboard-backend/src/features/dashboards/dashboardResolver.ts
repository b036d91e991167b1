import { buildDashboardPath } from '@callboard/plugin-callboard-common';
import { ResourceResolver } from '../../core/resources/ResourceResolver';
import { inListSql } from '../../database/bulk';
import { whereDashboardReadable } from '../../visibility/whereDashboardReadable';

/** Resolves dashboards to their pages for people who may read them. */
export const dashboardResolver: ResourceResolver = {
  type: 'dashboard',
  async find(knex, ids, scope) {
    const rows: any[] = await knex('dashboards')
      .select('id', 'workspace_id', 'name', 'deleted_at')
      .whereRaw(...inListSql(knex, 'id', ids))
      .whereRaw(...inListSql(knex, 'workspace_id', scope.readable))
      .modify(whereDashboardReadable(scope.user_ref));
    return rows.map(({ id, workspace_id, name, deleted_at }) => {
      const workspace_slug = scope.getSlug(workspace_id)!;
      return {
        type: 'dashboard',
        id,
        title: name,
        workspace_slug,
        url: buildDashboardPath(workspace_slug, id),
        is_deleted: deleted_at !== null,
      };
    });
  },
};
