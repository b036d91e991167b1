import { Knex } from 'knex';

/**
 * The condition that a membership is or was manual.
 *
 * @param table - the alias of the table of memberships in the query
 */
export function wasAddedManually(table: string) {
  return (query: Knex.QueryBuilder) =>
    query.whereNotNull(`${table}.taken_back_at`).orWhereExists(manual =>
      manual
        .select('membership_sources.id')
        .from('membership_sources')
        .whereRaw('membership_sources.member_id = ??', [`${table}.id`])
        .where('membership_sources.source', 'manual'),
    );
}
