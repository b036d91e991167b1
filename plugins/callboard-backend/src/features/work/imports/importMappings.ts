import { WorkItemImportMapping } from '@callboard/plugin-callboard-common';
import { Knex } from 'knex';
import { uniq } from 'lodash';
import { cutText, normaliseCase } from '../../../database/text';
import { MappingStore } from '../../../imports/MappingStore';

/** The kinds of names that are mapped. Names are case-insensitive. */
type NameKind = 'states' | 'people';

/** The length of the database column. Some letters are longer in upper case: `ß` becomes `SS`. */
const MAX_NAME_LENGTH = 255;

/** The mappings of imported files for each project. */
const store = new MappingStore<{ project_id: string }, 'columns' | NameKind>(
  'work_import_mappings',
);

/** Reads the remembered column of each field; null for a field that imports ignore. */
export async function readColumnMapping(
  knex: Knex,
  project_id: string,
): Promise<NonNullable<WorkItemImportMapping['columns']>> {
  const owner = { project_id };
  const columns = await store.readAll<string | null>(knex, owner, 'columns');
  return Object.fromEntries(columns);
}

/**
 * Returns a function that finds the state id or User reference to which one of the names is
 * mapped.
 *
 * @param requested - a mapping that has precedence over the remembered mapping
 */
export async function createNameLookup(
  knex: Knex,
  project_id: string,
  kind: NameKind,
  names: readonly string[],
  requested: WorkItemImportMapping[NameKind],
): Promise<(name: string) => string | undefined> {
  const keys = uniq(names.map(normaliseName));
  const remembered = await store.read(knex, { project_id }, kind, keys);
  const targets = new Map([...remembered, ...normaliseNames(requested)]);
  return name => targets.get(normaliseName(name));
}

/** Stores a mapping. Stored columns and names that it omits stay unchanged. */
export async function saveItemMapping(
  tx: Knex.Transaction,
  project_id: string,
  { columns = {}, states, people }: WorkItemImportMapping,
): Promise<void> {
  const owner = { project_id };
  const columnMap = new Map(Object.entries(columns));
  await store.save(tx, owner, 'columns', columnMap);
  await store.save(tx, owner, 'states', normaliseNames(states));
  await store.save(tx, owner, 'people', normaliseNames(people));
}

function normaliseName(name: string): string {
  return cutText(normaliseCase(name.trim()), MAX_NAME_LENGTH);
}

function normaliseNames(
  names: WorkItemImportMapping[NameKind] = {},
): Map<string, string> {
  return new Map(
    Object.entries(names).map(([name, target]) => [
      normaliseName(name),
      target,
    ]),
  );
}
