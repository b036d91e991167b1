import { Knex } from 'knex';
import { castSql } from './casts';
import { isPostgres } from './isPostgres';

/**
 * SQL for a JSON list of objects as a table. Its only binding is the list.
 *
 * @param name - the name of the table
 * @param types - the columns with their PostgreSQL types
 */
export function jsonObjectsSql(
  knex: Knex,
  name: string,
  types: Record<string, string>,
): string {
  const columns = Object.keys(types);
  if (isPostgres(knex)) {
    const typed = columns.map(column => `${column} ${types[column]}`);
    return `json_to_recordset(?::json) AS ${name} (${typed.join(', ')})`;
  }
  const cells = columns.map(column => `value ->> '${column}' AS ${column}`);
  return `(SELECT ${cells.join(', ')} FROM json_each(?)) AS ${name}`;
}

/**
 * Rows of texts as a table `given` to join with, whose columns `c0`, `c1` … have the given types.
 * Uses one binding for any number of rows.
 */
export function buildTypedValuesTable(
  knex: Knex,
  columns: ReadonlyArray<{ type: string }>,
  rows: ReadonlyArray<ReadonlyArray<string | null>>,
): Knex.Raw {
  const cells = columns.map(
    ({ type }, at) => `${castSql(knex, `value ->> ${at}`, type)} AS c${at}`,
  );
  const values = isPostgres(knex)
    ? 'json_array_elements(?::json) AS given (value)'
    : 'json_each(?) AS given';
  return knex.raw(`(SELECT ${cells.join(', ')} FROM ${values}) AS given`, [
    JSON.stringify(rows),
  ]);
}
