import { Knex } from 'knex';
import { uniq } from 'lodash';
import { inListSql } from '../../database/bulk';

/** The stored names of people, by user reference. Unknown users are omitted. */
export async function readPeopleNames(
  knex: Knex,
  user_refs: readonly string[],
): Promise<Map<string, string>> {
  const rows = await knex('people')
    .select('user_ref', 'display_name')
    .whereRaw(...inListSql(knex, 'user_ref', uniq(user_refs), 'text'));
  return new Map(rows.map(row => [row.user_ref, row.display_name]));
}
