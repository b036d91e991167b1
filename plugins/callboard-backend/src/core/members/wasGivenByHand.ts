import { Knex } from 'knex';

/**
 * The condition that a membership was given by hand, even if that was taken back.
 *
 * @param table - what the table of memberships is called in the query
 */
export function wasGivenByHand(table: string) {
  return (query: Knex.QueryBuilder) =>
    query.whereNotNull(`${table}.taken_back_at`).orWhereExists(manual =>
      manual
        .select('membership_sources.id')
        .from('membership_sources')
        .whereRaw('membership_sources.member_id = ??', [`${table}.id`])
        .where('membership_sources.source', 'manual'),
    );
}
