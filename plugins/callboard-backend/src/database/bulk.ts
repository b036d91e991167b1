import { JsonValue } from '@backstage/types';
import { Knex } from 'knex';
import { castSql, chooseBatchSize } from './dialect';
import { isPostgres } from './isPostgres';
import { queryRows } from './statements';
import { iterateInChunks } from '../kernel/yielding';

/**
 * SQL for a JSON list of objects as a table. Its only binding is the list.
 *
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
 * Builds a table `given` from rows of texts, to join with. Its columns `c0`, `c1` … have the types
 * in `columns`. Uses one binding for any number of rows.
 */
export function buildTypedValuesTable(
  knex: Knex,
  columns: ReadonlyArray<{ type: string }>,
  rows: ReadonlyArray<ReadonlyArray<string | null>>,
): Knex.Raw {
  const cells = columns.map(
    ({ type }, index) =>
      `${castSql(knex, `value ->> ${index}`, type)} AS c${index}`,
  );
  const values = isPostgres(knex)
    ? 'json_array_elements(?::json) AS given (value)'
    : 'json_each(?) AS given';
  return knex.raw(`(SELECT ${cells.join(', ')} FROM ${values}) AS given`, [
    JSON.stringify(rows),
  ]);
}

const ROWS_PER_STATEMENT = 5_000;

/** The maximum number of rows per statement; fewer on SQLite, which blocks the thread. */
export const getRowsPerStatement = (knex: Knex) =>
  chooseBatchSize(knex, { concurrent: ROWS_PER_STATEMENT, blocking: 1_000 });

/**
 * Whether one statement can write to several tables, in CTEs: on PostgreSQL this saves round trips.
 */
export function canWriteInCtes(knex: Knex): boolean {
  return isPostgres(knex);
}

type Cell = JsonValue | Date | undefined;

/**
 * New rows of a table. All rows have the same columns. Objects and arrays are for columns that hold
 * JSON.
 */
export interface Insertion {
  table: string;
  rows: ReadonlyArray<Record<string, Cell>>;
  /** The SQL after `ON CONFLICT`, such as `(id) DO NOTHING`. */
  onConflict?: string;
}

/**
 * Inserts any number of rows with one binding per statement: many times faster
 * than a placeholder for each cell.
 */
export async function insertMany(
  tx: Knex,
  table: string,
  rows: Insertion['rows'],
): Promise<void> {
  await insertTogether(tx, [{ table, rows }]);
}

/**
 * Inserts rows into several tables: on PostgreSQL in one round trip, if no table gets more than
 * `ROWS_PER_STATEMENT` rows. Rows may reference each other.
 */
export async function insertTogether(
  tx: Knex,
  insertions: readonly Insertion[],
): Promise<void> {
  const isFew = insertions.every(
    ({ rows }) => rows.length <= ROWS_PER_STATEMENT,
  );
  const nonEmpty = insertions.filter(({ rows }) => rows.length > 0);
  if (canWriteInCtes(tx) && isFew && nonEmpty.length > 1) {
    const statements = nonEmpty.map(each => buildInsert(tx, each));
    const ctes = statements
      .slice(0, -1)
      .map(({ sql }, index) => `part_${index} AS (${sql})`);
    await tx.raw(
      `WITH ${ctes.join(', ')} ${statements[ctes.length].sql}`,
      statements.map(({ binding }) => binding),
    );
    return;
  }
  for (const insertion of nonEmpty) {
    for await (const rows of iterateInChunks(
      insertion.rows,
      getRowsPerStatement(tx),
    )) {
      const { sql, binding } = buildInsert(tx, { ...insertion, rows });
      await tx.raw(sql, [binding]);
    }
  }
}

/**
 * Inserts rows and returns values, in one round trip per thousands of rows.
 *
 * @param ending - the SQL after the rows: `ON CONFLICT …`, `RETURNING …`
 * @returns the rows that the ending returns
 */
export async function insertReturning<Row>(
  tx: Knex,
  insertion: Insertion,
  ending: string,
  bindings: readonly Knex.RawBinding[] = [],
): Promise<Row[]> {
  const returned: Row[] = [];
  for await (const rows of iterateInChunks(
    insertion.rows,
    getRowsPerStatement(tx),
  )) {
    const { sql, binding } = buildInsert(tx, { ...insertion, rows });
    const values = [binding, ...bindings];
    returned.push(...(await queryRows(tx, `${sql} ${ending}`, values)));
  }
  return returned;
}

/**
 * Builds the statement that inserts rows (at least one), and its single binding, for callers that
 * extend the statement.
 */
export function buildInsert(
  tx: Knex,
  { table, rows, onConflict }: Insertion,
): { sql: string; binding: string } {
  const columns = Object.keys(rows[0]);
  const names = columns.map(column => tx.ref(column).toString()).join(', ');
  const insert = `INSERT INTO ${table} (${names})`;
  const ending = onConflict === undefined ? '' : ` ON CONFLICT ${onConflict}`;
  if (isPostgres(tx)) {
    return {
      sql: `${insert} SELECT ${names} FROM json_populate_recordset(NULL::${table}, ?::json)${ending}`,
      binding: JSON.stringify(rows),
    };
  }
  const cells = columns.map((_, index) => `value ->> ${index}`).join(', ');
  return {
    // Without the condition, a following ON CONFLICT would be parsed as the ON of a join.
    sql: `${insert} SELECT ${cells} FROM json_each(?) WHERE true${ending}`,
    binding: toSqliteRows(rows),
  };
}

/**
 * Updates columns of any number of rows by `id`, thousands per statement. All rows have the same
 * columns.
 */
export async function updateMany(
  tx: Knex,
  table: string,
  rows: ReadonlyArray<{ id: string } & Record<string, Cell>>,
): Promise<void> {
  if (rows.length === 0) {
    return;
  }
  const columns = Object.keys(rows[0]).filter(column => column !== 'id');
  const cells = columns.map(column => {
    const name = tx.ref(column).toString();
    return `${name} = changed.${name}`;
  });
  for await (const rowChunk of iterateInChunks(rows, getRowsPerStatement(tx))) {
    await tx.raw(
      `UPDATE ${table} SET ${cells.join(', ')} FROM ?
       WHERE ${table}.id = changed.id`,
      [buildRowsTable(tx, table, 'changed', rowChunk)],
    );
  }
}

/**
 * Updates a binary column of rows by a numeric key. `updateMany` binds rows as JSON, which has
 * no binary values. SQLite cannot bind lists in another way, so it updates the rows one by one.
 */
export async function updateBuffers<Key extends string, Column extends string>(
  tx: Knex,
  table: string,
  { key, column }: { key: Key; column: Column },
  rows: ReadonlyArray<Record<Key, number> & Record<Column, Buffer>>,
): Promise<void> {
  if (isPostgres(tx)) {
    await tx.raw(
      `UPDATE ${table} SET ${column} = changed.${column}
       FROM unnest(?::bigint[], ?::bytea[]) AS changed (${key}, ${column})
       WHERE ${table}.${key} = changed.${key}`,
      [rows.map(row => row[key]), rows.map(row => row[column]) as never],
    );
    return;
  }
  for (const row of rows) {
    await tx(table)
      .where({ [key]: row[key] })
      .update({ [column]: row[column] });
  }
}

/**
 * Builds a table from rows, to join with. Its columns have the types of an existing table. Uses one
 * binding for any number of rows.
 *
 * @param table - the existing table
 * @param name - the name of the rows in the query
 * @param rows - at least one row; all rows have the same columns
 */
export function buildRowsTable(
  knex: Knex,
  table: string,
  name: string,
  rows: Insertion['rows'],
): Knex.Raw {
  if (isPostgres(knex)) {
    return knex.raw(
      `json_populate_recordset(NULL::${table}, ?::json) AS ${name}`,
      [JSON.stringify(rows)],
    );
  }
  const columns = Object.keys(rows[0]);
  const cells = columns.map(
    (column, index) => `value ->> ${index} AS ${knex.ref(column)}`,
  );
  return knex.raw(`(SELECT ${cells.join(', ')} FROM json_each(?)) AS ${name}`, [
    toSqliteRows(rows),
  ]);
}

/** The cells of rows as JSON, in the order of the columns of the first row. */
function toSqliteRows(rows: Insertion['rows']): string {
  const columns = Object.keys(rows[0]);
  return JSON.stringify(
    rows.map(row => columns.map(column => toSqliteCell(row[column]))),
  );
}

/** Converts a value as SQLite's driver converts a binding. */
function toSqliteCell(cell: Cell) {
  if (cell instanceof Date) {
    return cell.getTime();
  }
  if (typeof cell === 'object' && cell !== null) {
    return JSON.stringify(cell);
  }
  return typeof cell === 'boolean' ? Number(cell) : cell;
}

/**
 * SQL for "the column is one of these values", with one binding for any number of values.
 *
 * @param type - the type of the values, for PostgreSQL
 * @returns the condition and its bindings, for `whereRaw`
 */
export function inListSql(
  knex: Knex,
  column: string,
  values: readonly (string | number)[],
  type: 'uuid' | 'text' | 'bigint' = 'uuid',
): [sql: string, bindings: Knex.RawBinding[]] {
  return isPostgres(knex)
    ? [`${column} = ANY(?::${type}[])`, [values as string[]]]
    : [
        `${column} IN (SELECT value FROM json_each(?))`,
        [JSON.stringify(values)],
      ];
}

/**
 * Builds a table from rows of texts, to join with. Its column `position` is the index of the row,
 * from 0. The number of bindings does not depend on the number of rows.
 */
export function buildValuesTable<Column extends string>(
  knex: Knex,
  name: string,
  rows: ReadonlyArray<Record<Column, string>>,
  columns: readonly Column[],
): Knex.Raw {
  const getColumnValues = (column: Column): string[] =>
    rows.map(row => row[column]);
  if (isPostgres(knex)) {
    // The planner knows the length of arrays; for a JSON list, it assumes a hundred rows.
    const arrays = columns.map(() => '?::text[]');
    return knex.raw(
      `(SELECT ${columns.join(', ')}, nth - 1 AS position FROM unnest(${arrays})
        WITH ORDINALITY AS given (${columns.join(', ')}, nth)) AS ${name}`,
      columns.map(getColumnValues),
    );
  }
  const cells = columns.map(
    (column, index) => `given.value ->> ${index} AS ${column}`,
  );
  return knex.raw(
    `(SELECT ${cells.join(
      ', ',
    )}, given.key AS position FROM json_each(?) AS given) AS ${name}`,
    [JSON.stringify(rows.map(row => columns.map(column => row[column])))],
  );
}

/**
 * SQL for the values of some columns in a group's rows, as a JSON list of lists.
 *
 * @param order - SQL of the sort order of the list, if any
 */
export function jsonListSql(
  knex: Knex,
  columns: readonly string[],
  order?: string,
): string {
  const [list, row] = isPostgres(knex)
    ? ['json_agg', 'json_build_array']
    : ['json_group_array', 'json_array'];
  const inOrder = order === undefined ? '' : ` ORDER BY ${order}`;
  return `${list}(${row}(${columns.join(', ')})${inOrder})`;
}
