import { Knex } from 'knex';
import { isPostgres } from './isPostgres';

/**
 * The columns that identify a row of a table: its id, else its primary key, else all non-null
 * columns.
 */
export async function readRowKey(knex: Knex, table: string): Promise<string[]> {
  const columns: Column[] = isPostgres(knex)
    ? await readPostgresColumns(knex, table)
    : await knex
        .from(knex.raw('pragma_table_info(?)', [table]))
        .select('name', 'pk', { required: 'notnull' })
        .orderBy('pk');
  const key = columns.filter(({ name, pk }) => name === 'id' || Number(pk) > 0);
  if (key.some(({ name }) => name === 'id')) {
    return ['id'];
  }
  return (key.length > 0 ? key : columns.filter(c => c.required)).map(
    ({ name }) => name,
  );
}

interface Column {
  name: string;
  /** Its position in the primary key, from 1; 0 if it is not part of it. */
  pk: number;
  required: boolean | number;
}

async function readPostgresColumns(
  knex: Knex,
  table: string,
): Promise<Column[]> {
  const { rows } = await knex.raw(
    `SELECT attname AS name, attnotnull AS required,
        coalesce(array_position(indkey::int2[], attnum) + 1, 0) AS pk
      FROM pg_attribute
      LEFT JOIN pg_index ON indrelid = attrelid AND indisprimary
      WHERE attrelid = ?::regclass AND attnum > 0 AND NOT attisdropped
      ORDER BY pk, attnum`,
    [table],
  );
  return rows;
}
