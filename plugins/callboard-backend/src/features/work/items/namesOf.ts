import { Knex } from 'knex';
import { uniq } from 'lodash';
import { isOneOf } from '../../../database/bulk';
import { WorkItemPair, WorkItemRow } from './WorkItemRow';

/** Whose ids the fields of an item hold, and what those are called. */
const named = [
  ['state_id', 'work_states'],
  ['cycle_id', 'work_cycles'],
  ['module_id', 'work_modules'],
  ['parent_id', 'work_items'],
  ['labels', 'work_labels'],
] as const;

/**
 * What the things are called that changes of items speak of: at most one query.
 *
 * @param known - what is known of them already
 */
export async function namesOf(
  knex: Knex,
  pairs: readonly WorkItemPair[],
  known: ReadonlyMap<string, string> = new Map(),
): Promise<ReadonlyMap<string, string>> {
  const rows = pairs.flatMap(({ before, after }) =>
    [before, after].filter((row): row is WorkItemRow => row !== null),
  );
  const queries = named.flatMap(([field, table]) => {
    const ids = uniq(rows.flatMap(row => row[field] ?? [])).filter(
      id => !known.has(id),
    );
    const name = table === 'work_items' ? 'title as name' : 'name';
    return ids.length > 0
      ? [
          knex(table)
            .select('id', name)
            .whereRaw(...isOneOf(knex, 'id', ids)),
        ]
      : [];
  });
  const found = queries.length > 0 ? await knex.unionAll(queries) : [];
  const names = new Map(known);
  found.forEach(({ id, name }: any) => names.set(id, name));
  return names;
}
