import { Knex } from 'knex';

/**
 * Keeps only the dashboards that somebody in their workspace may read, including
 * deleted ones.
 *
 * @param user - the reference of a person, or the column that holds it
 */
export function whereDashboardReadable(user: string | Knex.Raw) {
  return (query: Knex.QueryBuilder) =>
    query.where(either =>
      either
        .where('dashboards.access', 'shared')
        .orWhere('dashboards.owner_ref', user),
    );
}
