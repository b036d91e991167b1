import { Knex } from 'knex';
import { isOneOf } from '../../../database/bulk';

/**
 * A query for the ids of departments and of all beneath them, to be used as it
 * is or in `whereIn`.
 */
export function beneath(knex: Knex, ids: readonly string[]): Knex.QueryBuilder {
  return knex
    .withRecursive('beneath', ['id'], top =>
      top
        .select('departments.id')
        .from('departments')
        .whereRaw(...isOneOf(knex, 'departments.id', ids))
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
