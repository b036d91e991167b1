import { Knex } from 'knex';
import { inListSql } from '../../../database/bulk';

/**
 * Queries the ids of departments and all their descendants, for direct use or in `whereIn`.
 *
 * @param tops - the ids of the departments, or a query for them
 */
export function selectSubtree(
  knex: Knex,
  tops: readonly string[] | Knex.QueryBuilder,
): Knex.QueryBuilder {
  const isTop = (query: Knex.QueryBuilder) =>
    'toSQL' in tops
      ? query.whereIn('departments.id', tops)
      : query.whereRaw(...inListSql(knex, 'departments.id', tops));
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
