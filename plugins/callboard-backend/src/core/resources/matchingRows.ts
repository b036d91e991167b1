import { Knex } from 'knex';
import { isOneOf } from '../../database/bulk';
import { SearchText } from './SearchText';
import { VisibilityScope } from './VisibilityScope';

/**
 * The live rows that match best, of a table that everybody in a workspace may
 * read. It has a `search_text` and a `sort_name`, both folded.
 */
export function matchingRows(
  knex: Knex,
  table: string,
  searchText: SearchText,
  scope: VisibilityScope,
): Knex.QueryBuilder {
  const column = `${table}.search_text`;
  return searchText
    .where(knex(table), column)
    .whereRaw(...isOneOf(knex, `${table}.workspace_id`, scope.readable))
    .whereNull(`${table}.deleted_at`)
    .orderByRaw(searchText.orderSql(knex, column))
    .orderBy([`${table}.sort_name`, `${table}.id`]);
}
