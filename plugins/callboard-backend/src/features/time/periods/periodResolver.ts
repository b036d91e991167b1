import { parseEntityRef } from '@backstage/catalog-model';
import {
  buildMyTimePath,
  buildPeriodPath,
} from '@callboard/plugin-callboard-common';
import { ResourceResolver } from '../../../core/resources/ResourceResolver';
import { inListSql } from '../../../database/bulk';
import { selectManagedPeople } from '../people/selectManagedPeople';
import { formatPeriodLabel } from './formatPeriodLabel';

/**
 * Resolves periods to the owner's week, and to the approval queue for managers and workspace
 * admins, who are notified of them.
 */
export const periodResolver: ResourceResolver = {
  type: 'period',
  async find(knex, ids, scope) {
    const { user_ref, readable, administered } = scope;
    const inWorkspacesSql = (workspaces: readonly string[]) =>
      inListSql(knex, 'time_periods.workspace_id', workspaces);
    const rows: any[] = await knex('time_periods')
      .leftJoin('people', 'people.user_ref', 'time_periods.member_id')
      .select('time_periods.*', 'people.display_name')
      .whereRaw(...inListSql(knex, 'time_periods.id', ids))
      .whereRaw(...inWorkspacesSql(readable))
      .where(visible =>
        visible
          .where('time_periods.member_id', user_ref)
          .orWhereRaw(...inWorkspacesSql(administered))
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
        title: formatPeriodLabel({ ...row, display_name }),
        workspace_slug,
        url:
          member_id === user_ref
            ? buildMyTimePath(workspace_slug, { week: row.week_start })
            : buildPeriodPath(workspace_slug, id),
        is_deleted: false,
      };
    });
  },
};
