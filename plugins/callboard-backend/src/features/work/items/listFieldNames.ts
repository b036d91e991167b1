import { Knex } from 'knex';
import { uniq } from 'lodash';
import { inListSql } from '../../../database/bulk';
import { WorkItemPair, WorkItemRow } from './WorkItemRow';

/** The reference fields of items, with the table and column of their names. */
const named = [
  { field: 'state_id', table: 'work_states', id: 'id', name: 'name' },
  { field: 'cycle_id', table: 'work_cycles', id: 'id', name: 'name' },
  { field: 'module_id', table: 'work_modules', id: 'id', name: 'name' },
  { field: 'parent_id', table: 'work_items', id: 'id', name: 'title' },
  { field: 'labels', table: 'work_labels', id: 'id', name: 'name' },
  {
    field: 'assignees',
    table: 'people',
    id: 'user_ref',
    name: 'display_name',
  },
] as const;

const getColumnType = (id: (typeof named)[number]['id']) =>
  id === 'id' ? 'uuid' : 'text';

/**
 * Resolves the names of the records and people that item changes refer to, with at most
 * one query.
 *
 * @param known - names that are already resolved
 */
export async function listFieldNames(
  knex: Knex,
  pairs: readonly WorkItemPair[],
  known: ReadonlyMap<string, string> = new Map(),
): Promise<ReadonlyMap<string, string>> {
  const rows = pairs.flatMap(({ before, after }) =>
    [before, after].filter((row): row is WorkItemRow => row !== null),
  );
  const queries = named.flatMap(({ field, table, id, name }) => {
    const ids = uniq(rows.flatMap(row => row[field] ?? [])).filter(
      one => !known.has(one),
    );
    return ids.length > 0
      ? [
          knex(table)
            .select(knex.raw('CAST(?? AS text) AS id', [id]), { name })
            .whereRaw(...inListSql(knex, id, ids, getColumnType(id))),
        ]
      : [];
  });
  const found = queries.length > 0 ? await knex.unionAll(queries) : [];
  const names = new Map(known);
  found.forEach(({ id, name }: any) => names.set(id, name));
  return names;
}
