import { Knex } from 'knex';
import { inListSql } from '../../database/bulk';

/** Reads the names of departments, by id, including deleted ones. */
export async function readDepartmentNames(
  knex: Knex,
  ids: ReadonlyArray<string | null>,
): Promise<ReadonlyMap<string, string>> {
  const known = [...new Set(ids)].filter(id => id !== null);
  if (known.length === 0) {
    return new Map();
  }
  const rows = await knex('departments')
    .select('id', 'name')
    .whereRaw(...inListSql(knex, 'id', known));
  return new Map(rows.map(({ id, name }) => [id, name]));
}
