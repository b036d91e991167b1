import { Role, roleRanks } from '@callboard/plugin-callboard-common';
import { Knex } from 'knex';
import { isAwaySql } from './isAwaySql';

/** The reference of a user: a value, or its column. */
export type PersonSql = string | Knex.Raw;

/** Turns an empty query into a subquery that refers to a row of `projects`. */
type Subquery = (query: Knex.QueryBuilder) => void;

/** SQL for 1 if a subquery has a row, else 0. */
export function existsSql(knex: Knex, subquery: Subquery): Knex.Raw {
  return knex.raw('CASE WHEN EXISTS ? THEN 1 ELSE 0 END', [
    knex.queryBuilder().modify(subquery),
  ]);
}

/** The membership of a user in a project, unless deleted. */
export function selectMembership(user: PersonSql): Subquery {
  return query =>
    query
      .select('memberships.id')
      .from('memberships')
      .whereRaw('memberships.scope_id = projects.id')
      .where('memberships.user_ref', user)
      .whereNull('memberships.deleted_at');
}

/**
 * The owners of a project that are the user or their groups; none for users who are suspended or
 * have resigned in its workspace.
 */
export function selectOwnership(user: PersonSql): Subquery {
  return query =>
    query
      .select('project_owners.owner_ref')
      .from('project_owners')
      .whereRaw('project_owners.project_id = projects.id')
      .where(owner =>
        owner
          .where('project_owners.owner_ref', user)
          .orWhereExists(group =>
            group
              .select('ownership_refs.owner_ref')
              .from('ownership_refs')
              .where('ownership_refs.user_ref', user)
              .whereRaw('ownership_refs.owner_ref = project_owners.owner_ref'),
          ),
      )
      .whereRaw(`NOT ${isAwaySql('?')}`, [user]);
}

/** Filters projects to those in which a user is more than a guest. */
export function whereProjectMember(user: PersonSql): Subquery {
  return whereAtLeast('member', user);
}

/** Filters projects to those of which a user is an admin, other than through the workspace. */
export function whereAdministered(user: PersonSql): Subquery {
  return whereAtLeast('admin', user);
}

/** Owners are admins. */
function whereAtLeast(role: Role, user: PersonSql): Subquery {
  return query =>
    query
      .whereExists(member =>
        member
          .modify(selectMembership(user))
          .where('memberships.rank', '>=', roleRanks[role]),
      )
      .orWhereExists(selectOwnership(user));
}
