import { dashboardPath } from '@callboard/plugin-callboard-common';
import { ThingFinder } from '../../core/things/ThingFinder';
import { isOneOf } from '../../database/bulk';
import { whereDashboardReadable } from '../../visibility/whereDashboardReadable';

/** Dashboards have pages of their own, for those who may read them. */
export const dashboardFinder: ThingFinder = {
  type: 'dashboard',
  async find(knex, ids, sight) {
    const rows: any[] = await knex('dashboards')
      .select('id', 'workspace_id', 'name', 'deleted_at')
      .whereRaw(...isOneOf(knex, 'id', ids))
      .whereRaw(...isOneOf(knex, 'workspace_id', sight.readable))
      .modify(whereDashboardReadable(sight.user_ref));
    return rows.map(({ id, workspace_id, name, deleted_at }) => {
      const workspace_slug = sight.slugOf(workspace_id)!;
      return {
        type: 'dashboard',
        id,
        title: name,
        workspace_slug,
        url: dashboardPath(workspace_slug, id),
        is_gone: deleted_at !== null,
      };
    });
  },
};
