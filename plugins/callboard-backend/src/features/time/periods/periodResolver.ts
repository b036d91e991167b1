import { parseEntityRef } from '@backstage/catalog-model';
import { myTimePath, periodPath } from '@callboard/plugin-callboard-common';
import { ResourceResolver } from '../../../core/resources/ResourceResolver';
import { inListSql } from '../../../database/bulk';
import { selectManagedPeople } from '../people/selectManagedPeople';
import { periodLabel } from './periodLabel';

/**
 * Resolves periods to the owner's week, and to the approval queue for managers and workspace
 * admins, who are notified of them.
 */
export const periodResolver: ResourceResolver = {
  type: 'period',
  async find(knex, ids, scope) {
    const { user_ref, readable, administered } = scope;
    const within = (workspaces: readonly string[]) =>
      inListSql(knex, 'time_periods.workspace_id', workspaces);
    const rows: any[] = await knex('time_periods')
      .leftJoin('people', 'people.user_ref', 'time_periods.member_id')
      .select('time_periods.*', 'people.display_name')
      .whereRaw(...inListSql(knex, 'time_periods.id', ids))
      .whereRaw(...within(readable))
      .where(visible =>
        visible
          .where('time_periods.member_id', user_ref)
          .orWhereRaw(...within(administered))
          .orWhereIn(
            'time_periods.member_id',
            selectManagedPeople(
              knex,
              knex.raw('time_periods.workspace_id'),
              user_ref,
            ),
          ),
      );
    return rows.map(({ id, workspace_id, member_id, ...row }) => {
      const workspace_slug = scope.getSlug(workspace_id)!;
      const display_name = row.display_name ?? parseEntityRef(member_id).name;
      return {
        type: 'period',
        id,
        title: periodLabel({ ...row, display_name }),
        workspace_slug,
        url:
          member_id === user_ref
            ? myTimePath(workspace_slug, { week: row.week_start })
            : periodPath(workspace_slug, id),
        is_deleted: false,
      };
    });
  },
};
