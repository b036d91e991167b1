import { dashboardPath } from '@callboard/plugin-callboard-common';
import { ThingSearcher } from '../../core/things/ThingSearcher';
import { isOneOf } from '../../database/bulk';
import { whereDashboardReadable } from '../../visibility/whereDashboardReadable';
import { selectDashboards } from './selectDashboards';

const COLUMN = 'dashboards.sort_name';

/** Dashboards by their names. */
export const dashboardSearcher: ThingSearcher = {
  type: 'dashboard',
  async search(knex, wanted, sight, limit) {
    const rows: any[] = await wanted
      .where(selectDashboards(knex), COLUMN)
      .whereRaw(...isOneOf(knex, 'dashboards.workspace_id', sight.readable))
      .modify(whereDashboardReadable(sight.user_ref))
      .orderByRaw(wanted.orderSql(knex, COLUMN))
      .orderBy([COLUMN, 'dashboards.id'])
      .limit(limit);
    return rows.map(({ id, name, owner_name, sort_name, workspace_id }) => {
      const workspace_slug = sight.slugOf(workspace_id)!;
      return {
        type: 'dashboard',
        id,
        title: name,
        subtitle: owner_name,
        workspace_slug,
        url: dashboardPath(workspace_slug, id),
        state: null,
        mark: null,
        likeness: wanted.likenessOf([sort_name]),
      };
    });
  },
};
