import { roleRanks } from '@callboard/plugin-callboard-common';
import { Knex } from 'knex';
import { differenceBy, uniq } from 'lodash';
import {
  DerivedDiff,
  DerivedSource,
} from '../../core/members/derivedMemberships';
import { isInactiveSql } from '../../access/visibility/whereProjectVisible';
import { isBlocking } from '../../database/dialect';
import { queryRows } from '../../database/statements';
import { iterateInChunks, yieldToEventLoop } from '../../kernel/yielding';
import {
  isWorkingSql,
  selectDepartmentManagers,
} from '../departments/departmentSql';
import {
  AffectedMemberships,
  AffectedMembershipsBatch,
  buildPeopleCondition,
  selectAffectedLinks,
} from './AffectedMemberships';

/**
 * Compares the stored derived sources of memberships with the sources that follow from the
 * organisation.
 */
export async function diffSources(
  tx: Knex,
  workspace_id: string,
  affected: AffectedMemberships,
): Promise<DerivedDiff> {
  const links = await diffLinks(tx, workspace_id, affected);
  const owners = await diffOwners(tx, workspace_id, affected);
  return {
    missing: [...links.missing, ...owners.missing],
    stale: [...links.stale, ...owners.stale],
  };
}

/**
 * Compares the `department` and `manager` sources of memberships with those that the links of
 * departments should give. A source with another rank counts as another source.
 */
async function diffLinks(
  tx: Knex,
  workspace_id: string,
  affected: AffectedMemberships,
): Promise<DerivedDiff> {
  const diffs: DerivedDiff[] = [];
  for await (const part of splitIntoParts(tx, workspace_id, affected)) {
    const required = await listRequiredSources(tx, workspace_id, part);
    await yieldToEventLoop();
    const storedSources = await listStoredSources(tx, workspace_id, part);
    await yieldToEventLoop();
    diffs.push({
      missing: differenceBy(required, storedSources, getSourceKey),
      stale: differenceBy(storedSources, required, getSourceKey),
    });
  }
  return {
    missing: diffs.flatMap(({ missing }) => missing),
    stale: diffs.flatMap(({ stale }) => stale),
  };
}

/**
 * The number of people read at a time: low enough that SQLite blocks the thread only for about ten
 * milliseconds.
 */
const PEOPLE_AT_ONCE = 2_000;

/**
 * Splits the affected memberships by users if the database blocks the thread. Yields to the event
 * loop between the parts.
 */
async function* splitIntoParts(
  knex: Knex,
  workspace_id: string,
  affected: AffectedMemberships,
): AsyncGenerator<AffectedMembershipsBatch, void> {
  if (!isBlocking(knex)) {
    yield affected;
  } else if (affected.user_refs) {
    const people = uniq(affected.user_refs);
    for await (const user_refs of iterateInChunks(people, PEOPLE_AT_ONCE)) {
      yield { ...affected, user_refs };
    }
  } else {
    // The ranges also contain the users who are not on the staff.
    let after: string | undefined;
    let upTo: string | undefined;
    do {
      upTo = await readNextUpperBound(knex, workspace_id, after);
      yield { ...affected, after, upTo };
      after = upTo;
      await yieldToEventLoop();
    } while (upTo !== undefined);
  }
}

/** The upper bound of the next part; undefined for the last part. */
async function readNextUpperBound(
  knex: Knex,
  workspace_id: string,
  after = '',
): Promise<string | undefined> {
  const row = await knex('staff')
    .where({ workspace_id })
    .whereNull('deleted_at')
    .where('user_ref', '>', after)
    .orderBy('user_ref')
    .offset(PEOPLE_AT_ONCE - 1)
    .first('user_ref');
  return row?.user_ref;
}

const { admin, member } = roleRanks;

/**
 * Lists the sources that links should give according to the current organisation, in one statement.
 *
 * - The direct staff of a linked department become members. A link to a project makes managers of
 *   the department admins; a link to a workspace makes them members.
 * - Managers of the department's ancestors become members.
 */
async function listRequiredSources(
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

type StoredSource = Omit<DerivedSource, 'workspace_id' | 'scope'> & {
  id: string;
};

/** Lists the stored membership sources that come from department links. */
async function listStoredSources(
  knex: Knex,
  workspace_id: string,
  affected: AffectedMembershipsBatch,
): Promise<StoredSource[]> {
  return knex('membership_sources')
    .join('memberships', 'memberships.id', 'membership_sources.member_id')
    .select(
      'membership_sources.id',
      'memberships.scope_id',
      'memberships.user_ref',
      'membership_sources.source',
      'membership_sources.rank',
      'membership_sources.department_id',
      'membership_sources.link_id',
    )
    .whereIn('membership_sources.source', ['department', 'manager'])
    .whereIn(
      'membership_sources.link_id',
      selectAffectedLinks(knex, workspace_id, affected).select(
        'department_links.id',
      ),
    )
    .whereRaw(...buildPeopleCondition(knex, 'memberships.user_ref', affected));
}

function getSourceKey(
  source: Omit<DerivedSource, 'workspace_id' | 'scope'>,
): string {
  const { link_id, scope_id, user_ref, department_id, rank } = source;
  return [link_id, scope_id, user_ref, source.source, department_id, rank].join(
    ' ',
  );
}

/**
 * Compares the `owner` sources of memberships with the owners of projects. `missing` are sources of
 * active Users whom the entity of a project names as owners. `stale` are sources of people who are
 * suspended or have resigned.
 *
 * `project_owners` contains the Users and Groups that an entity names as owners, so the named Users
 * regain their membership at once when they are reinstated. Only the catalog knows the members of
 * the Groups, so members regain their membership at the next refresh of projects.
 */
async function diffOwners(
  knex: Knex,
  workspace_id: string,
  { user_refs, department_ids, link_ids }: AffectedMemberships,
): Promise<DerivedDiff> {
  if (department_ids || link_ids) {
    // Departments and links do not affect the owners of an entity.
    return { missing: [], stale: [] };
  }
  const buildUserCondition = (column: string) =>
    buildPeopleCondition(knex, column, { user_refs });
  const selectExistingProjects = () =>
    knex('projects')
      .where('projects.workspace_id', workspace_id)
      .whereNull('projects.deleted_at');
  const selectOwnerSources = () =>
    knex('membership_sources')
      .join('memberships', 'memberships.id', 'membership_sources.member_id')
      .where('membership_sources.source', 'owner')
      .whereNull('memberships.deleted_at');

  const missing = await selectExistingProjects()
    .join('project_owners', 'project_owners.project_id', 'projects.id')
    .select(
      'projects.workspace_id',
      'projects.id as scope_id',
      'project_owners.owner_ref as user_ref',
    )
    .where('project_owners.owner_ref', 'like', 'user:%')
    .whereRaw(...buildUserCondition('project_owners.owner_ref'))
    .whereRaw(`NOT ${isInactiveSql('project_owners.owner_ref')}`)
    .whereNotExists(
      selectOwnerSources()
        .select('memberships.id')
        .whereRaw('memberships.scope_id = projects.id')
        .whereRaw('memberships.user_ref = project_owners.owner_ref'),
    );
  const stale = await selectExistingProjects()
    .join('memberships', 'memberships.scope_id', 'projects.id')
    .join(
      'membership_sources',
      'membership_sources.member_id',
      'memberships.id',
    )
    .select(
      'membership_sources.id',
      'memberships.scope_id',
      'memberships.user_ref',
    )
    .where('membership_sources.source', 'owner')
    .whereNull('memberships.deleted_at')
    .whereRaw(...buildUserCondition('memberships.user_ref'))
    .whereRaw(isInactiveSql('memberships.user_ref'));
  return {
    missing: missing.map((row: any) => ({
      ...row,
      scope: 'project' as const,
      source: 'owner' as const,
      rank: roleRanks.admin,
      department_id: null,
      link_id: null,
    })),
    stale,
  };
}
