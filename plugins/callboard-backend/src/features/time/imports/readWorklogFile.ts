import {
  DateOrder,
  MAX_IMPORTED_WORKLOGS,
  WorklogImportColumns,
} from '@callboard/plugin-callboard-common';
import { compact, uniq } from 'lodash';
import { UploadedFile } from '../../../http/readUpload';
import { ImportReport } from '../../../imports/ImportReport';
import {
  ImportTable,
  TableRow,
  createFileError,
} from '../../../imports/ImportTable';
import { DraftPerson } from '../../../core/people/matchPeople';
import { findDateOrder } from '../../../imports/moments';
import { readTable } from '../../../imports/readTable';
import { iterateInSteps } from '../../../kernel/yielding';
import {
  mapColumns,
  MappedColumns,
  recogniseColumns,
  requireMappedColumns,
  toMappedColumns,
} from './mapColumns';
import { RowCells, readDraft } from './readDraft';
import { createDurationCells } from './worklogCells';
import {
  WorklogDraft,
  WorklogFile,
  DraftField,
  FileTask,
} from './WorklogDraft';
import {
  emptyFormat,
  WorklogFileFormat,
  worklogFileFormats,
  findDurationColumns,
} from './worklogFileFormats';

export interface ReadOptions {
  /** The time zone of times without a UTC offset. */
  zone: string;
  /** The length of a working day, for `1d`. */
  minutesPerDay: number;
  columns?: WorklogImportColumns;
  /** By default, dates such as `31/01/2026` show the order, if the file has any such dates. */
  dateOrder?: DateOrder;
  /**
   * The column mapping of a previous import. Applies to a table of unknown format that has all
   * these columns, if the request maps no columns. In any other table of unknown format, columns
   * with usual names are mapped.
   */
  previousColumns?: WorklogImportColumns;
}

/**
 * Parses the export of a time tracking tool, or any other table, in CSV or XLSX, without blocking
 * the event loop.
 *
 * @throws InputError when the file cannot be read, or is too long, or lacks a mapped column
 */
export async function readWorklogFile(
  file: UploadedFile,
  {
    zone,
    minutesPerDay,
    columns = {},
    previousColumns = {},
    dateOrder,
  }: ReadOptions,
): Promise<WorklogFile> {
  const mappings = [columns, previousColumns]
    .map(toMappedColumns)
    .filter(mapped => mapped.size > 0);
  const table = await readTable(file, {
    maxRows: MAX_IMPORTED_WORKLOGS,
    isHeader: header =>
      worklogFileFormats.some(format => matchesFormat(format, header)) ||
      mappings.some(mapped => hasColumns(header, mapped)),
    acceptsAnyHeader: true,
    withTimes: true,
  });
  const requested = toMappedColumns(columns);
  requireMappedColumns(requested, table.columns);
  const detected = detectFormat(table.columns);
  if (!detected && table.columns.length < 2) {
    throw createFileError('has no header row with several columns');
  }
  const previous = toMappedColumns(previousColumns);
  const isKnownTable = previous.size > 0 && hasColumns(table.columns, previous);
  const assumed = isKnownTable ? previous : recogniseColumns(table.columns);
  const mapped = detected || requested.size > 0 ? requested : assumed;
  const format = mapColumns(detected ?? emptyFormat, mapped);
  const order = dateOrder ?? findTableDateOrder(table, format);
  return readWorklogTable(
    table,
    { ...format, zone, minutesPerDay, dateOrder: order },
    mapped,
  );
}

/** Finds the order of day and month in a table; undefined if its dates do not show the order. */
function findTableDateOrder(
  { rows }: ImportTable,
  { logged_at }: WorklogFileFormat,
): WorklogFileFormat['dateOrder'] {
  if (logged_at === undefined) {
    return undefined;
  }
  const texts = new Set(rows.map(({ cells }) => cells[logged_at] ?? ''));
  // Removes the time of day that can follow a date.
  return findDateOrder([...texts].map(text => text.split(/[\s,]/, 1)[0]));
}

function matchesFormat(
  { signature }: WorklogFileFormat,
  columns: readonly string[],
): boolean {
  return signature.every(column => columns.includes(column));
}

function hasColumns(
  columns: readonly string[],
  mapped: MappedColumns,
): boolean {
  return [...mapped.values()].every(column => columns.includes(column));
}

/**
 * Detects the format of a file by its columns; undefined if no format matches.
 *
 * @throws InputError when several formats match
 */
export function detectFormat(
  columns: readonly string[],
): WorklogFileFormat | undefined {
  const formats = worklogFileFormats.filter(format =>
    matchesFormat(format, columns),
  );
  if (formats.length > 1) {
    const titles = formats.map(({ title }) => title).join(', ');
    throw createFileError(
      `matches several formats (${titles}). Remove the columns of the other formats`,
    );
  }
  return formats[0];
}

/** Parses the worklogs of a table that was read with the times of its date cells (`withTimes`). */
async function readWorklogTable(
  table: ImportTable,
  format: WorklogFileFormat & Pick<ReadOptions, 'zone' | 'minutesPerDay'>,
  mappedColumns: MappedColumns,
): Promise<WorklogFile> {
  const { zone } = format;
  const durationCells = createDurationCells(format.minutesPerDay);
  const columns = new Set(table.columns);
  const report = new ImportReport(
    { ...table, rows: omitTotals(table.rows, format) },
    { known: listKnownColumns(format), required: format.signature },
  );
  const missingReason = getMissingFieldsReason(format);
  const drafts: WorklogDraft[] = [];
  const shareTask = createSharing<FileTask>();
  const sharePerson = createSharing<DraftPerson>();
  for await (const tableRow of iterateInSteps(report.rows)) {
    if (missingReason) {
      report.fail(tableRow.row, null, missingReason);
      continue;
    }
    const cells = new RowCells(report, tableRow, format);
    const draft = readDraft(cells, {
      format,
      columns,
      zone,
      durationCells,
    });
    if (draft && !report.hasFailed(draft.row)) {
      const { person, fileTask } = draft;
      drafts.push({
        ...draft,
        person: person && sharePerson(person),
        fileTask: shareTask(fileTask),
      });
    }
  }
  const searchedColumns =
    format.work_item === undefined
      ? format.identifierColumns ?? []
      : [format.work_item];
  return {
    format: format.name,
    zone,
    report,
    drafts,
    columns: findFieldColumns(format, columns),
    searched: searchedColumns.filter(column => columns.has(column)),
    mappedColumns,
  };
}

/**
 * Creates a function that returns, for equal objects, the first of them. Thousands of rows name few
 * people and tasks. Rows with an equal person or task then share one object, so callers compare by
 * identity.
 */
function createSharing<T extends object>(): (value: T) => T {
  const shared = new Map<string, T>();
  return value => {
    const key = JSON.stringify(value);
    const known = shared.get(key);
    if (!known) {
      shared.set(key, value);
    }
    return known ?? value;
  };
}

/**
 * Returns the reason why no row of a table can be read; undefined if no required field is missing.
 */
function getMissingFieldsReason({
  logged_at,
  started_at,
  ended_at,
  durations,
}: WorklogFileFormat): string | undefined {
  const hasTimes = started_at !== undefined && ended_at !== undefined;
  const missing = compact([
    logged_at === undefined && 'the date',
    durations.length === 0 &&
      !hasTimes &&
      'the duration (minutes, hours, or start and end)',
  ]);
  return missing.length > 0
    ? `no column is mapped to ${missing.join(' or ')}`
    : undefined;
}

/**
 * Omits the last row if it contains totals. A row with totals is blank in all required columns,
 * except the duration columns.
 */
function omitTotals(
  rows: TableRow[],
  { hasTotals, signature, durations }: WorklogFileFormat,
): TableRow[] {
  const durationColumns = durations.map(({ column }) => column);
  const otherColumns = signature.filter(
    column => !durationColumns.includes(column),
  );
  const lastRow = rows[rows.length - 1];
  const isReadable = !lastRow?.problems?.some(({ field }) => field === null);
  return hasTotals &&
    lastRow &&
    isReadable &&
    otherColumns.every(column => !lastRow.cells[column])
    ? rows.slice(0, -1)
    : rows;
}

/** Lists the columns that the format reads or deliberately ignores. */
export function listKnownColumns(format: WorklogFileFormat): string[] {
  const {
    nameParts = [],
    identifierColumns = [],
    ignoredColumns = [],
  } = format;
  const columns = [
    format.logged_at,
    format.started_at,
    format.ended_at,
    ...format.durations.flatMap(({ column, requires }) => [column, requires]),
    ...Object.values(format.person).flat(),
    ...nameParts,
    format.work_item,
    ...identifierColumns,
    ...format.project,
    ...format.task,
    format.description,
    format.is_billable?.column,
    format.activity_type,
    format.entry_id,
    ...ignoredColumns,
  ];
  return uniq(columns.filter(column => column !== undefined));
}

/** Finds the column of each draft field; null if the file has none. */
function findFieldColumns(
  format: WorklogFileFormat,
  columns: ReadonlySet<string>,
): Record<DraftField, string | null> {
  const { person, nameParts, work_item, identifierColumns = [] } = format;
  const findFirstColumn = (names: ReadonlyArray<string | undefined>) =>
    names.find(name => name !== undefined && columns.has(name)) ?? null;
  return {
    logged_by: findFirstColumn(
      [
        person.user_ref,
        person.email,
        person.username,
        person.name,
        nameParts,
      ].flat(),
    ),
    work_item: findFirstColumn([work_item, ...identifierColumns]),
    duration_minutes: findFirstColumn([
      ...findDurationColumns(format, columns).map(({ column }) => column),
      format.ended_at,
    ]),
    description: findFirstColumn([format.description]),
    logged_at: findFirstColumn([format.logged_at]),
    activity_type: findFirstColumn([format.activity_type]),
  };
}
