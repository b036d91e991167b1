import { Knex } from 'knex';
import { inListSql } from '../../database/bulk';
import { SearchText } from './SearchText';
import { VisibilityScope } from './VisibilityScope';

/**
 * The best matches in a table that every member of the workspace may read, without deleted rows.
 * The table has the normalised columns `search_text` and `sort_name`.
 */
export function selectMatchingRows(
  knex: Knex,
  table: string,
  searchText: SearchText,
  scope: VisibilityScope,
): Knex.QueryBuilder {
  const column = `${table}.search_text`;
  return searchText
    .where(knex(table), column)
    .whereRaw(...inListSql(knex, `${table}.workspace_id`, scope.readable))
    .whereNull(`${table}.deleted_at`)
    .orderByRaw(searchText.orderSql(knex, column))
    .orderBy([`${table}.sort_name`, `${table}.id`]);
}
