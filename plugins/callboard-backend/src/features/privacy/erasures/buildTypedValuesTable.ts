import { Knex } from 'knex';
import { isPostgres } from '../../../database/dialect';
import { TableColumn } from './readTableShapes';

/**
 * SQL for rows as a table to join with: `c0`, `c1` … of the columns' types. Uses one binding for
 * any number of rows.
 */
export function buildTypedValuesTable(
  knex: Knex,
  columns: readonly TableColumn[],
  rows: ReadonlyArray<ReadonlyArray<string | null>>,
): Knex.Raw {
  const cells = columns.map(({ type }, at) =>
    isPostgres(knex)
      ? `(value ->> ${at})::${type} AS c${at}`
      : `value ->> ${at} AS c${at}`,
  );
  const values = isPostgres(knex)
    ? 'json_array_elements(?::json)'
    : 'json_each(?)';
  return knex.raw(
    `(SELECT ${cells.join(', ')} FROM ${values} AS given${
      isPostgres(knex) ? ' (value)' : ''
    }) AS given`,
    [JSON.stringify(rows)],
  );
}
