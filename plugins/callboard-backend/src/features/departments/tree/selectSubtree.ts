import { Knex } from 'knex';
import { isOneOf } from '../../../database/bulk';

/**
 * A query for the ids of departments and of all beneath them, to be used as it
 * is or in `whereIn`.
 *
 * @param tops - their ids, or a query for those
 */
export function selectSubtree(
  knex: Knex,
  tops: readonly string[] | Knex.QueryBuilder,
): Knex.QueryBuilder {
  const isTop = (query: Knex.QueryBuilder) =>
    'toSQL' in tops
      ? query.whereIn('departments.id', tops)
      : query.whereRaw(...isOneOf(knex, 'departments.id', tops));
  return knex
    .withRecursive('subtree', ['id'], top =>
      top
        .select('departments.id')
        .from('departments')
        .modify(isTop)
        .union(next =>
          next
            .select('departments.id')
            .from('departments')
            .join('subtree', 'subtree.id', 'departments.parent_id')
            .whereNull('departments.deleted_at'),
        ),
    )
    .select('subtree.id')
    .from('subtree');
}
