import { Knex } from 'knex';

/**
 * A query for the ids of a department and of all beneath it, to be used as it
 * is or in `whereIn`.
 */
export function beneath(knex: Knex, id: string): Knex.QueryBuilder {
  return knex
    .withRecursive('beneath', ['id'], top =>
      top
        .select('departments.id')
        .from('departments')
        .where('departments.id', id)
        .union(next =>
          next
            .select('departments.id')
            .from('departments')
            .join('beneath', 'beneath.id', 'departments.parent_id')
            .whereNull('departments.deleted_at'),
        ),
    )
    .select('beneath.id')
    .from('beneath');
}
