import { Knex } from 'knex';
import { inListSql } from '../../database/bulk';
import { selectSubtree } from '../departments/tree/selectSubtree';
import { AffectedMemberships } from './AffectedMemberships';

/**
 * The affected links of a workspace's departments, including deleted ones, whose memberships must
 * be removed.
 */
export function selectAffectedLinks(
  knex: Knex,
  workspace_id: string,
  { department_ids, link_ids }: AffectedMemberships,
): Knex.QueryBuilder {
  const query = knex('department_links')
    .join('departments', 'departments.id', 'department_links.department_id')
    .where('departments.workspace_id', workspace_id);
  if (link_ids) {
    query.whereRaw(...inListSql(knex, 'department_links.id', link_ids));
  }
  if (department_ids) {
    query.whereIn('departments.id', selectSubtree(knex, department_ids));
  }
  return query;
}
