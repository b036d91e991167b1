import { JsonValue } from '@backstage/types';
import { Knex } from 'knex';
import { isPostgres } from './dialect';

/** SQLite and PostgreSQL take this much JSON without a thought. */
const ROWS_PER_STATEMENT = 5_000;

type Cell = JsonValue | Date | undefined;

/**
 * Inserts any number of rows with one binding per statement: many times faster
 * than a placeholder for each cell. All rows have the columns of the first;
 * objects and arrays are for columns that hold JSON.
 */
export async function insertMany(
  tx: Knex,
  table: string,
  rows: ReadonlyArray<Record<string, Cell>>,
): Promise<void> {
  if (rows.length === 0) {
    return;
  }
  const columns = Object.keys(rows[0]);
  const names = columns.map(column => tx.ref(column).toString()).join(', ');
  for (let start = 0; start < rows.length; start += ROWS_PER_STATEMENT) {
    const chunk = rows.slice(start, start + ROWS_PER_STATEMENT);
    if (isPostgres(tx)) {
      await tx.raw(
        `INSERT INTO ${table} (${names}) SELECT ${names} FROM json_populate_recordset(NULL::${table}, ?::json)`,
        [JSON.stringify(chunk)],
      );
    } else {
      const cells = columns.map((_, index) => `value ->> ${index}`).join(', ');
      await tx.raw(
        `INSERT INTO ${table} (${names}) SELECT ${cells} FROM json_each(?)`,
        [
          JSON.stringify(
            chunk.map(row => columns.map(column => sqliteCell(row[column]))),
          ),
        ],
      );
    }
  }
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
  const nameOf = (column: string) => tx.ref(column).toString();
  for (let start = 0; start < rows.length; start += ROWS_PER_STATEMENT) {
    const chunk = rows.slice(start, start + ROWS_PER_STATEMENT);
    if (isPostgres(tx)) {
      const cells = columns.map(
        column => `${nameOf(column)} = changed.${nameOf(column)}`,
      );
      await tx.raw(
        `UPDATE ${table} SET ${cells.join(', ')}
         FROM json_populate_recordset(NULL::${table}, ?::json) AS changed
         WHERE ${table}.id = changed.id`,
        [JSON.stringify(chunk)],
      );
    } else {
      const cells = columns.map(
        (column, index) => `${nameOf(column)} = value ->> ${index + 1}`,
      );
      await tx.raw(
        `UPDATE ${table} SET ${cells.join(', ')}
         FROM json_each(?) WHERE ${table}.id = value ->> 0`,
        [
          JSON.stringify(
            chunk.map(row =>
              ['id', ...columns].map(column => sqliteCell(row[column])),
            ),
          ),
        ],
      );
    }
  }
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
  values: readonly string[],
  type: 'uuid' | 'text' = 'uuid',
): [sql: string, bindings: Knex.RawBinding[]] {
  return isPostgres(knex)
    ? [`${column} = ANY(?::${type}[])`, [values as string[]]]
    : [
        `${column} IN (SELECT value FROM json_each(?))`,
        [JSON.stringify(values)],
      ];
}
