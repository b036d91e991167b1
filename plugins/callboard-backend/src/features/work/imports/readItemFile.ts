import {
  DateOrder,
  ImportedItemField,
  importedItemFields,
  MAX_IMPORTED_WORK_ITEMS,
  WorkItemImportMapping,
} from '@callboard/plugin-callboard-common';
import { uniq } from 'lodash';
import { z } from 'zod';
import { UploadedFile } from '../../../http/readUpload';
import { ImportReport } from '../../../imports/ImportReport';
import { ImportTable, TableRow } from '../../../imports/ImportTable';
import { findDateOrder } from '../../../imports/moments';
import { parseCell } from '../../../imports/parseCells';
import { readTable } from '../../../imports/readTable';
import { toColumnName } from '../../../imports/TableBuilder';
import { iterateInSteps } from '../../../kernel/yielding';
import { createItemCells } from './itemCells';
import { detectItemFormat, ItemFileFormat } from './itemFileFormats';

/**
 * The maximum number of columns. Exports of Jira repeat columns for further values, and contain all
 * custom fields. Published exports have up to 2,261 columns.
 */
const MAX_ITEM_COLUMNS = 5_000;

type ItemCells = ReturnType<typeof createItemCells>;

/** The cells of a row, by field. Blank cells are absent. */
export type ItemDraft = {
  [Field in Exclude<keyof ItemCells, 'aliases' | 'scope'>]?: z.output<
    ItemCells[Field]
  >;
} & {
  row: number;
  state_category?: string;
  /** Other ids of the item, by which sub-items may refer to it. */
  aliases: readonly string[];
};

type FieldColumns = Readonly<Record<ImportedItemField, readonly string[]>>;

export interface ItemFile {
  format: ItemFileFormat['name'];
  /** Contains the errors of unreadable rows. */
  report: ImportReport;
  /** The readable rows in order. */
  drafts: readonly ItemDraft[];
  /** The columns of each field; the first one names the field in errors. */
  columns: FieldColumns;
}

interface ReadOptions {
  /** The time zone of times without a UTC offset. */
  zone: string;
  /** The length of a working day, for `1d`. */
  minutesPerDay: number;
  /** By default, the order is derived from dates such as `31/01/2026`. */
  order?: DateOrder;
}

/**
 * Parses a file of work items, in CSV or XLSX, without blocking the event loop. A file without a
 * column for titles has no rows.
 *
 * @param columns - the column of each field in any spelling; null ignores a field
 * @throws InputError when the file cannot be read
 */
export async function readItemFile(
  upload: UploadedFile,
  columns: NonNullable<WorkItemImportMapping['columns']>,
  options: ReadOptions,
): Promise<ItemFile> {
  const table = await readTable(upload, {
    maxRows: MAX_IMPORTED_WORK_ITEMS,
    maxColumns: MAX_ITEM_COLUMNS,
    joinRepeatedColumns: true,
    withTimes: true,
    isHeader: names =>
      findFieldColumns(detectItemFormat(names), columns, names).title.length >
      0,
    // Exports of Jira have thousands of columns that no field reads.
    selectColumns: names => {
      const format = detectItemFormat(names);
      return listReadColumns(format, findFieldColumns(format, columns, names));
    },
  });
  const format = detectItemFormat(table.columns);
  const fieldColumns = findFieldColumns(format, columns, table.columns);
  return parseItemTable(table, format, fieldColumns, options);
}

/**
 * Finds the columns of each field in a file: the mapped column, or else the columns of the format.
 * If the format has the mapped column, its other columns apply to rows whose mapped cell is blank.
 */
function findFieldColumns(
  format: ItemFileFormat,
  mapped: NonNullable<WorkItemImportMapping['columns']>,
  columns: readonly string[],
): FieldColumns {
  return Object.fromEntries(
    importedItemFields.map(field => {
      const column = mapped[field];
      const usual = format.columns[field] ?? [];
      const name = column ? toColumnName(column) : undefined;
      const isMapped = name !== undefined && columns.includes(name);
      const others = isMapped && !usual.includes(name) ? [] : usual;
      const names = isMapped ? uniq([name, ...others]) : others;
      return [
        field,
        column === null ? [] : names.filter(each => columns.includes(each)),
      ];
    }),
  ) as unknown as FieldColumns;
}

function listReadColumns(
  { aliases = [], scopes, stateCategory, cycleDates }: ItemFileFormat,
  columns: FieldColumns,
): string[] {
  return uniq([
    ...Object.values(columns).flat(),
    ...aliases,
    ...(scopes?.values() ?? []),
    ...(cycleDates ?? []),
    ...(stateCategory === undefined ? [] : [stateCategory]),
  ]);
}

async function parseItemTable(
  table: ImportTable,
  format: ItemFileFormat,
  columns: FieldColumns,
  { zone, minutesPerDay, order }: ReadOptions,
): Promise<ItemFile> {
  const { aliases = [], scopes, stateCategory, cycleDates = [] } = format;
  const [cycleStart, cycleEnd] = cycleDates;
  const report = new ImportReport(
    columns.title.length > 0 ? table : { ...table, rows: [] },
    { known: listReadColumns(format, columns), required: [] },
  );
  const cells = createItemCells({
    format,
    zone,
    minutesPerDay,
    order: order ?? findDateOrder(listDates(report.rows, columns)),
  });
  const drafts: ItemDraft[] = [];
  for await (const row of iterateInSteps(report.rows)) {
    const draft: Record<string, unknown> = { row: row.row };
    const read = (
      field: keyof ItemCells,
      names: ReadonlyArray<string | undefined>,
    ) => {
      const column = names.find(each => each && row.cells[each]);
      const text = column === undefined ? '' : row.cells[column];
      const prepare = format.prepare?.[field as ImportedItemField];
      const prepared = prepare && text ? prepare(text, column!) : text;
      return prepared && column !== undefined
        ? parseCell(
            report,
            { row: row.row, column },
            prepared,
            cells[field] as z.ZodType,
          )
        : undefined;
    };
    for (const field of importedItemFields) {
      draft[field] = read(field, columns[field]);
    }
    const idColumn = columns.external_id.find(column => row.cells[column]);
    const scope = read('scope', [idColumn && scopes?.get(idColumn)]);
    if (scope !== undefined && draft.external_id !== undefined) {
      draft.external_id = `${scope}#${draft.external_id}`;
    }
    draft.cycle_start = read('cycle_start', [cycleStart]);
    draft.cycle_end = read('cycle_end', [cycleEnd]);
    draft.aliases = aliases.flatMap(column => read('aliases', [column]) ?? []);
    draft.state_category = stateCategory && row.cells[stateCategory];
    if (!report.hasFailed(row.row)) {
      drafts.push(draft as unknown as ItemDraft);
    }
  }
  return { format: format.name, report, drafts, columns };
}

const dateFields = [
  'start_date',
  'target_date',
  'created_at',
  'updated_at',
  'completed_at',
] as const;

function* listDates(
  rows: readonly TableRow[],
  columns: FieldColumns,
): Generator<string> {
  const dateColumns = dateFields.flatMap(field => columns[field]);
  for (const { cells } of rows) {
    for (const column of dateColumns) {
      if (cells[column]) yield cells[column];
    }
  }
}
