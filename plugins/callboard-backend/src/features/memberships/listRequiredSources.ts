import { roleRanks } from '@callboard/plugin-callboard-common';
import { Knex } from 'knex';
import { DerivedSource } from '../../core/members/DerivedMemberships';
import { queryRows } from '../../database/statements';
import {
  selectAffectedLinks,
  AffectedMembershipsBatch,
  buildPeopleCondition,
} from './AffectedMemberships';
import {
  selectDepartmentManagers,
  isWorkingSql,
} from '../departments/departmentSql';

const { admin, member } = roleRanks;

/**
 * Lists the sources that links should give, by the current organisation: one statement.
 *
 * - The direct staff of a linked department become members; its manager becomes an admin of a
 *   project. Links to a workspace make nobody an admin.
 * - Managers of its ancestors become members.
 */
export async function listRequiredSources(
  knex: Knex,
  workspace_id: string,
  affected: AffectedMembershipsBatch,
): Promise<DerivedSource[]> {
  const [staffCondition, staffBindings] = buildPeopleCondition(
    knex,
    'staff.user_ref',
    affected,
  );
  const managers = selectDepartmentManagers(
    knex,
    workspace_id,
    (query, { user }) =>
      query.whereRaw(...buildPeopleCondition(knex, user, affected)),
  ).toSQL();
  const links = selectAffectedLinks(knex, workspace_id, affected)
    .leftJoin('workspaces', 'workspaces.id', 'department_links.workspace_id')
    .select(
      'department_links.id',
      'department_links.department_id',
      'departments.parent_id',
      knex.raw(
        'coalesce(department_links.workspace_id, departments.workspace_id) AS workspace_id',
      ),
      knex.raw(
        'coalesce(department_links.project_id, department_links.workspace_id) AS scope_id',
      ),
      knex.raw(
        "CASE WHEN department_links.project_id IS NULL THEN 'workspace' ELSE 'project' END AS scope",
      ),
      knex.raw(
        `CASE WHEN department_links.project_id IS NULL THEN ${member} ELSE ${admin} END AS manager_rank`,
      ),
    )
    .whereNull('department_links.deleted_at')
    .whereNull('departments.deleted_at')
    .whereNull('workspaces.deleted_at');
  const { sql, bindings } = links.toSQL();
  const columns =
    'links.workspace_id, links.scope, links.scope_id, links.id AS link_id';
  return queryRows(
    knex,
    `WITH RECURSIVE links AS (${sql}),
    lineage(department_id, ancestor_id) AS (
      SELECT department_id, parent_id FROM links WHERE parent_id IS NOT NULL
      UNION
      SELECT lineage.department_id, departments.parent_id
      FROM lineage JOIN departments ON departments.id = lineage.ancestor_id
      WHERE departments.parent_id IS NOT NULL
    ),
    working AS (
      SELECT user_ref, department_id FROM staff
      WHERE workspace_id = ? AND deleted_at IS NULL
        AND user_ref IS NOT NULL AND department_id IS NOT NULL
        AND ${isWorkingSql('employment_status')} AND ${staffCondition}
    ),
    managers AS (
      ${managers.sql}
    )
    SELECT ${columns}, working.user_ref, 'department' AS source,
      CASE WHEN managers.user_ref IS NULL THEN ${member} ELSE links.manager_rank END AS rank,
      links.department_id
    FROM links
    JOIN working ON working.department_id = links.department_id
    LEFT JOIN managers ON managers.department_id = links.department_id
      AND managers.user_ref = working.user_ref
    UNION ALL
    SELECT ${columns}, managers.user_ref, 'manager', links.manager_rank, links.department_id
    FROM links
    JOIN managers ON managers.department_id = links.department_id
    WHERE NOT EXISTS (
      SELECT 1 FROM working
      WHERE working.user_ref = managers.user_ref
        AND working.department_id = links.department_id
    )
    UNION ALL
    SELECT ${columns}, managers.user_ref, 'manager', ${member}, lineage.ancestor_id
    FROM links
    JOIN lineage ON lineage.department_id = links.department_id
    JOIN managers ON managers.department_id = lineage.ancestor_id`,
    [...bindings, workspace_id, ...staffBindings, ...managers.bindings],
  );
}
