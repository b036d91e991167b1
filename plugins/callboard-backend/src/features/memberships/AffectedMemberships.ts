import { Knex } from 'knex';
import { inListSql } from '../../database/bulk';
import { selectSubtree } from '../departments/departmentSql';

/**
 * The memberships of a workspace that a change can affect: all of them, unless fields restrict them
 * to some users, to some links, or to the links of some departments and their descendants. A
 * membership must match all given fields. If links or departments are given, the memberships of
 * entity owners are not affected.
 */
export interface AffectedMemberships {
  user_refs?: readonly string[];
  department_ids?: readonly string[];
  link_ids?: readonly string[];
}

/** A batch: the affected memberships of users whose references are in a range. */
export interface AffectedMembershipsBatch extends AffectedMemberships {
  /** Exclusive lower bound. */
  after?: string;
  /** Inclusive upper bound. */
  upTo?: string;
}

/**
 * The affected links of a workspace's departments. Includes deleted links, because their
 * memberships must be removed.
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

/**
 * SQL for "is one of the affected users".
 *
 * @param column - a user reference
 * @returns the condition and its bindings, for `whereRaw`
 */
export function buildPeopleCondition(
  knex: Knex,
  column: string,
  { user_refs, after, upTo }: AffectedMembershipsBatch,
): [sql: string, bindings: Knex.RawBinding[]] {
  const conditions: Array<[string, Knex.RawBinding[]]> = [];
  if (user_refs) conditions.push(inListSql(knex, column, user_refs, 'text'));
  if (after !== undefined) conditions.push([`${column} > ?`, [after]]);
  if (upTo !== undefined) conditions.push([`${column} <= ?`, [upTo]]);
  return [
    ['1 = 1', ...conditions.map(([sql]) => sql)].join(' AND '),
    conditions.flatMap(([, bindings]) => bindings),
  ];
}
