import {
  ProjectAccess,
  Role,
  getRoleByRank,
} from '@callboard/plugin-callboard-common';
import { Knex } from 'knex';
import { containsPattern } from '../../database/dialect';
import { normaliseForSearch } from '../../database/normaliseForSearch';
import {
  existsSql,
  selectMembership,
  selectOwnership,
} from '../../access/visibility/inProject';
import { SeenProject } from './toProjectResponse';
import { readProject } from './readProject';
import {
  ProjectViewer,
  whereProjectVisible,
} from '../../access/visibility/whereProjectVisible';

/** The filters of a list of projects. */
export interface ProjectFilter {
  workspace_id: string;
  viewer: ProjectViewer;
  access?: ProjectAccess;
  is_archived?: boolean;
  /** Only projects of which the viewer is a member or an owner, or only others. */
  is_mine?: boolean;
  /** Part of a name, identifier or entity reference. */
  search?: string;
}

/** A query of the projects that the viewer sees, under the name `projects`, without deleted ones. */
export function selectProjects(
  knex: Knex,
  filter: ProjectFilter,
): Knex.QueryBuilder {
  const { workspace_id, viewer, access, is_archived, is_mine } = filter;
  const query = whereProjectVisible(
    knex('projects')
      .where('projects.workspace_id', workspace_id)
      .whereNull('projects.deleted_at'),
    viewer,
  );
  if (access) {
    query.where('projects.access', access);
  }
  if (is_archived !== undefined) {
    query.where(archived =>
      is_archived
        ? archived.whereNotNull('projects.archived_at')
        : archived.whereNull('projects.archived_at'),
    );
  }
  if (is_mine !== undefined) {
    const { user_ref } = viewer;
    query.where(mine =>
      is_mine
        ? mine
            .whereExists(selectMembership(user_ref))
            .orWhereExists(selectOwnership(user_ref))
        : mine
            .whereNotExists(selectMembership(user_ref))
            .whereNotExists(selectOwnership(user_ref)),
    );
  }
  if (filter.search) {
    const pattern = containsPattern(normaliseForSearch(filter.search));
    query.whereRaw(
      "(projects.sort_name LIKE ? ESCAPE '\\' OR projects.identifier LIKE ? ESCAPE '\\' OR upper(projects.entity_ref) LIKE ? ESCAPE '\\')",
      [pattern, pattern, pattern],
    );
  }
  return query;
}

/** The same, with the viewer's role in each: rows for `readSeen`. */
export function selectSeen(
  knex: Knex,
  filter: ProjectFilter,
): Knex.QueryBuilder {
  const { user_ref } = filter.viewer;
  return selectProjects(knex, filter)
    .leftJoin('memberships', join =>
      join
        .on('memberships.scope_id', 'projects.id')
        .andOnVal('memberships.user_ref', user_ref)
        .andOnNull('memberships.deleted_at'),
    )
    .select('projects.*', 'memberships.rank')
    .select(
      knex.raw('? AS is_owner', [existsSql(knex, selectOwnership(user_ref))]),
    );
}

/** Reads a row of `selectSeen`. */
export function readSeen(row: any, viewer: ProjectViewer): SeenProject {
  const isAdmin = viewer.sees_all || row.is_owner === 1;
  const grantedRole: Role | null =
    row.rank === null ? null : getRoleByRank(row.rank);
  return { project: readProject(row), role: isAdmin ? 'admin' : grantedRole };
}
