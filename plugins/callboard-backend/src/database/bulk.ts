import { JsonValue } from '@backstage/types';
import { Knex } from 'knex';
import { isPostgres } from './dialect';
import { inChunks } from '../yielding/inChunks';

/** PostgreSQL takes this much JSON without a thought. */
const ROWS_PER_STATEMENT = 5_000;

/** SQLite answers nobody while it writes: some tens of milliseconds. */
const ROWS_PER_STATEMENT_IN_SQLITE = 1_000;

/** As many rows as go into one statement. */
export const rowsPerStatement = (knex: Knex) =>
  isPostgres(knex) ? ROWS_PER_STATEMENT : ROWS_PER_STATEMENT_IN_SQLITE;

type Cell = JsonValue | Date | undefined;

/**
 * New rows of a table. All have the columns of the first; objects and arrays are
 * for columns that hold JSON.
 */
export interface Insertion {
  table: string;
  rows: ReadonlyArray<Record<string, Cell>>;
  /** SQL of what becomes of those that are there already: `(id) DO NOTHING`. */
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
 * Inserts rows into several tables: on PostgreSQL in one round trip, unless they
 * are very many. Rows may refer to others that come with them.
 */
export async function insertTogether(
  tx: Knex,
  insertions: readonly Insertion[],
): Promise<void> {
  const isFew = insertions.every(
    ({ rows }) => rows.length <= ROWS_PER_STATEMENT,
  );
  const filled = insertions.filter(({ rows }) => rows.length > 0);
  if (isPostgres(tx) && isFew && filled.length > 1) {
    const statements = filled.map(each => insertStatement(tx, each));
    const last = statements.pop()!;
    const others = statements.map(
      ({ sql }, index) => `part_${index} AS (${sql})`,
    );
    await tx.raw(`WITH ${others.join(', ')} ${last.sql}`, [
      ...statements.map(({ binding }) => binding),
      last.binding,
    ]);
    return;
  }
  for (const insertion of filled) {
    for await (const rows of inChunks(insertion.rows, rowsPerStatement(tx))) {
      const { sql, binding } = insertStatement(tx, { ...insertion, rows });
      await tx.raw(sql, [binding]);
    }
  }
}

/**
 * Inserts rows and reads something back, in one round trip.
 *
 * @param ending - what follows the rows: `ON CONFLICT …`, `RETURNING …`
 * @param bindings - of the ending
 * @returns what the ending returns
 */
export async function insertReturning<Row>(
  tx: Knex,
  insertion: Insertion,
  ending: string,
  bindings: readonly Knex.RawBinding[] = [],
): Promise<Row[]> {
  const found: Row[] = [];
  for await (const rows of inChunks(insertion.rows, rowsPerStatement(tx))) {
    const { sql, binding } = insertStatement(tx, { ...insertion, rows });
    const answer = await tx.raw(`${sql} ${ending}`, [binding, ...bindings]);
    found.push(...(isPostgres(tx) ? answer.rows : answer));
  }
  return found;
}

/**
 * The statement that inserts rows, of which there is at least one, and its one
 * binding: for who has more to say in the same statement.
 */
export function insertStatement(
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
    // Without the condition an ON CONFLICT that follows would be read as ON of
    // a join.
    sql: `${insert} SELECT ${cells} FROM json_each(?) WHERE true${ending}`,
    binding: JSON.stringify(
      rows.map(row => columns.map(column => sqliteCell(row[column]))),
    ),
  };
}

/**
 * Overwrites columns of any number of rows, found by their `id`, in one
 * statement for all. All rows have the columns of the first.
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
  for await (const part of inChunks(rows, rowsPerStatement(tx))) {
    await tx.raw(
      `UPDATE ${table} SET ${cells.join(', ')} FROM ?
       WHERE ${table}.id = changed.id`,
      [rowsLike(tx, table, 'changed', part)],
    );
  }
}

/**
 * Rows as a table to join with, whose columns are of the types that they have in
 * another one. One binding however many there are.
 *
 * @param name - of the table
 * @param rows - at least one; all have the columns of the first
 */
export function rowsLike(
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
    (column, at) => `value ->> ${at} AS ${knex.ref(column)}`,
  );
  return knex.raw(`(SELECT ${cells.join(', ')} FROM json_each(?)) AS ${name}`, [
    JSON.stringify(
      rows.map(row => columns.map(column => sqliteCell(row[column]))),
    ),
  ]);
}

/** As the driver would store it. */
function sqliteCell(cell: Cell) {
  if (cell instanceof Date) {
    return cell.getTime();
  }
  if (typeof cell === 'object' && cell !== null) {
    return JSON.stringify(cell);
  }
  return typeof cell === 'boolean' ? Number(cell) : cell;
}

/**
 * SQL for "is one of", with one binding however many values there are.
 *
 * @param type - of the values, for PostgreSQL
 * @returns the condition and its bindings, for `whereRaw`
 */
export function isOneOf(
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
 * Values as a table to join with: texts, and as `place` which they are, from 0.
 * The number of bindings does not grow with them.
 *
 * @param name - of the table
 */
export function rowsGiven<Column extends string>(
  knex: Knex,
  name: string,
  rows: ReadonlyArray<Record<Column, string>>,
  columns: readonly Column[],
): Knex.Raw {
  const cellsOf = (column: Column): string[] => rows.map(row => row[column]);
  if (isPostgres(knex)) {
    // The planner knows how long arrays are; of a list in JSON it believes a hundred rows.
    const arrays = columns.map(() => '?::text[]');
    return knex.raw(
      `(SELECT ${columns.join(', ')}, nth - 1 AS place FROM unnest(${arrays})
        WITH ORDINALITY AS given (${columns.join(', ')}, nth)) AS ${name}`,
      columns.map(cellsOf),
    );
  }
  const cells = columns.map(
    (column, at) => `given.value ->> ${at} AS ${column}`,
  );
  return knex.raw(
    `(SELECT ${cells.join(
      ', ',
    )}, given.key AS place FROM json_each(?) AS given) AS ${name}`,
    [JSON.stringify(rows.map(row => columns.map(column => row[column])))],
  );
}

/**
 * SQL for what a group's rows have in some columns, as a JSON list of lists.
 *
 * @param order - SQL of what the list is in the order of, if of anything
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
