import { Role, roleRanks } from '@callboard/plugin-callboard-common';
import { Knex } from 'knex';
import { isAwaySql } from './isAwaySql';

/** The reference of a person: itself, or the column that has it. */
export type PersonSql = string | Knex.Raw;

/** Makes an empty query into a subquery that refers to a row of `projects`. */
type Subquery = (query: Knex.QueryBuilder) => void;

/** SQL for 1 where a subquery has a row, else 0. */
export function existsSql(knex: Knex, subquery: Subquery): Knex.Raw {
  return knex.raw('CASE WHEN EXISTS ? THEN 1 ELSE 0 END', [
    knex.queryBuilder().modify(subquery),
  ]);
}

/** The live membership of a person in a project; none for who is no member. */
export function membershipOf(user: PersonSql): Subquery {
  return query =>
    query
      .select('memberships.id')
      .from('memberships')
      .whereRaw('memberships.scope_id = projects.id')
      .where('memberships.user_ref', user)
      .whereNull('memberships.deleted_at');
}

/**
 * The owners of a project that a person is, or belongs to; none for who is
 * suspended or has resigned in its workspace.
 */
export function ownershipOf(user: PersonSql): Subquery {
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

/** Leaves the projects that a person is more than a guest of. */
export function whereJoined(user: PersonSql): Subquery {
  return whereAtLeast('member', user);
}

/**
 * Leaves the projects that a person is an admin of, other than by being one of
 * the workspace.
 */
export function whereAdministered(user: PersonSql): Subquery {
  return whereAtLeast('admin', user);
}

/** Owners are admins. */
function whereAtLeast(role: Role, user: PersonSql): Subquery {
  return query =>
    query
      .whereExists(member =>
        member
          .modify(membershipOf(user))
          .where('memberships.rank', '>=', roleRanks[role]),
      )
      .orWhereExists(ownershipOf(user));
}
