import { Knex } from 'knex';

/**
 * Filters dashboards to those that a member of their workspace may read, including deleted ones.
 *
 * @param user - the reference of a user, or its column
 */
export function whereDashboardReadable(user: string | Knex.Raw) {
  return (query: Knex.QueryBuilder) =>
    query.where(either =>
      either
        .where('dashboards.access', 'shared')
        .orWhere('dashboards.owner_ref', user),
    );
}
