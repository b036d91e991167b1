import {
  ImportedItemField,
  WorkItemImportMapping,
} from '@callboard/plugin-callboard-common';
import { Knex } from 'knex';
import { insertMany, inListSql } from '../../../database/bulk';
import { normaliseCase } from '../../../database/text';

/** The parts of mappings that are remembered; the order of dates belongs to one file. */
type RememberedMapping = Omit<WorkItemImportMapping, 'date_order'>;

type Kind = keyof RememberedMapping;

/** A part of a mapping as it is stored. */
interface MappingRow {
  kind: Kind;
  name: string;
  target: string | null;
}

/** The mappings of imported files that projects remember. */
export class ImportMappings {
  /** Reads the remembered mapping of a project. */
  async read(
    knex: Knex,
    project_id: string,
  ): Promise<Required<RememberedMapping>> {
    const rows: MappingRow[] = await knex('work_import_mappings')
      .select('kind', 'name', 'target')
      .where({ project_id });
    const select = (kind: Kind) =>
      Object.fromEntries(
        rows
          .filter(row => row.kind === kind)
          .map(({ name, target }) => [name, target]),
      );
    return {
      columns: select('columns'),
      states: select('states') as Record<string, string>,
      people: select('people') as Record<string, string>,
    };
  }

  /** Stores a mapping; what it does not mention stays remembered. */
  async save(
    tx: Knex.Transaction,
    project_id: string,
    mapping: WorkItemImportMapping,
  ): Promise<void> {
    for (const kind of ['columns', 'states', 'people'] as const) {
      const rows = Object.entries(mapping[kind] ?? {}).map(
        ([name, target]) => ({ project_id, kind, name, target }),
      );
      if (rows.length > 0) {
        const names = rows.map(({ name }) => name);
        await tx('work_import_mappings')
          .where({ project_id, kind })
          .whereRaw(...inListSql(tx, 'name', names, 'text'))
          .delete();
        await insertMany(tx, 'work_import_mappings', rows);
      }
    }
  }
}

/** Combines mappings of columns; the first one that mentions a field counts. */
export function combineColumns(
  ...mappings: WorkItemImportMapping['columns'][]
): Partial<Record<ImportedItemField, string | null>> {
  return Object.assign({}, ...mappings.reverse());
}

/** Returns a function that looks up names, ignoring case, in the first mapping that has them. */
export function createNameLookup(
  ...mappings: Array<Readonly<Record<string, string>> | undefined>
): (name: string) => string | undefined {
  const targets = new Map(
    mappings
      .reverse()
      .flatMap(mapping => Object.entries(mapping ?? {}))
      .map(([name, target]) => [normaliseCase(name.trim()), target]),
  );
  return name => targets.get(normaliseCase(name));
}
