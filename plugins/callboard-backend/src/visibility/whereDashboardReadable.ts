import { Knex } from 'knex';

/**
 * Leaves the dashboards that somebody in their workspace may read, deleted ones
 * also.
 *
 * @param user - the reference of a person, or the column that has it
 */
export function whereDashboardReadable(user: string | Knex.Raw) {
  return (query: Knex.QueryBuilder) =>
    query.where(either =>
      either
        .where('dashboards.access', 'shared')
        .orWhere('dashboards.owner_ref', user),
    );
}
