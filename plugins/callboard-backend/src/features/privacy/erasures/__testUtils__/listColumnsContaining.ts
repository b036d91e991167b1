import { Knex } from 'knex';
import { isPostgres } from '../../../../database/isPostgres';

/** The columns that contain any of the texts, ignoring case, as `table.column`. */
export async function listColumnsContaining(
  knex: Knex,
  texts: readonly string[],
): Promise<string[]> {
  const found: string[] = [];
  for (const { table, column } of await listColumns(knex)) {
    const rows: Array<{ value: string }> = await knex(table)
      .distinct(knex.raw('CAST(?? AS text) AS value', [column]))
      .whereNotNull(column);
    const all = rows.map(({ value }) => String(value).toLowerCase());
    if (
      texts.some(text => all.some(value => value.includes(text.toLowerCase())))
    ) {
      found.push(`${table}.${column}`);
    }
  }
  return found;
}

/** All columns of all tables, from the catalog of the database. */
async function listColumns(
  knex: Knex,
): Promise<Array<{ table: string; column: string }>> {
  if (!isPostgres(knex)) {
    return knex.raw(
      `SELECT sqlite_master.name AS "table", info.name AS "column"
       FROM sqlite_master, pragma_table_info(sqlite_master.name) AS info
       WHERE sqlite_master.type = 'table'`,
    );
  }
  const { rows } = await knex.raw(
    `SELECT table_name AS "table", column_name AS "column"
     FROM information_schema.columns
     WHERE table_schema = current_schema() AND data_type <> 'bytea'`,
  );
  return rows;
}
