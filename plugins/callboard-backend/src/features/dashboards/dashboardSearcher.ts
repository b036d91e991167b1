import { buildDashboardPath } from '@callboard/plugin-callboard-common';
import { SearchProvider } from '../../core/resources/SearchProvider';
import { inListSql } from '../../database/bulk';
import { whereDashboardReadable } from '../../visibility/whereDashboardReadable';
import { selectDashboards } from './selectDashboards';

const COLUMN = 'dashboards.sort_name';

/** Searches dashboards by name. */
export const dashboardSearcher: SearchProvider = {
  type: 'dashboard',
  async search(knex, searchText, scope, limit) {
    const rows: any[] = await searchText
      .where(selectDashboards(knex), COLUMN)
      .whereRaw(...inListSql(knex, 'dashboards.workspace_id', scope.readable))
      .modify(whereDashboardReadable(scope.user_ref))
      .orderByRaw(searchText.orderSql(knex, COLUMN))
      .orderBy([COLUMN, 'dashboards.id'])
      .limit(limit);
    return rows.map(({ id, name, owner_name, sort_name, workspace_id }) => {
      const workspace_slug = scope.getSlug(workspace_id)!;
      return {
        type: 'dashboard',
        id,
        title: name,
        subtitle: owner_name,
        workspace_slug,
        url: buildDashboardPath(workspace_slug, id),
        state: null,
        mark: null,
        matchRank: searchText.computeMatchRank([sort_name]),
      };
    });
  },
};
