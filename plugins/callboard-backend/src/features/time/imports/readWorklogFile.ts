import { MAX_IMPORTED_WORKLOGS } from '@callboard/plugin-callboard-common';
import { minBy, uniq } from 'lodash';
import { UploadedFile } from '../../../http/readUpload';
import { ImportReport } from '../../../imports/ImportReport';
import {
  ImportTable,
  TableRow,
  createFileError,
} from '../../../imports/ImportTable';
import { readTable } from '../../../imports/readTable';
import { iterateInSteps } from '../../../kernel/yielding';
import { RowCells, readDraft } from './readDraft';
import { WorklogDraft, WorklogFile, DraftField } from './WorklogDraft';
import {
  WorklogFileFormat,
  worklogFileFormats,
  findDurationColumns,
} from './worklogFileFormats';

/**
 * Parses the export of a time tracking tool, in CSV or XLSX, without blocking the event loop.
 *
 * @param zone - the time zone of times without a UTC offset
 * @throws InputError when the file has an unsupported format, or is too long
 */
export async function readWorklogFile(
  file: UploadedFile,
  zone: string,
): Promise<WorklogFile> {
  const table = await readTable(file, {
    maxRows: MAX_IMPORTED_WORKLOGS,
    isHeader: isToolHeader,
    withTimes: true,
  });
  return readWorklogTable(table, zone);
}

/** Whether a row is the header of a supported format. */
function isToolHeader(columns: readonly string[]): boolean {
  return worklogFileFormats.some(
    format => findMissingColumns(format, columns).length === 0,
  );
}

/**
 * Detects the format of a file by its columns.
 *
 * @throws InputError when no format matches, or several do
 */
export function detectFormat(columns: readonly string[]): WorklogFileFormat {
  const getMissingColumns = (format: WorklogFileFormat) =>
    findMissingColumns(format, columns);
  const formats = worklogFileFormats.filter(
    format => getMissingColumns(format).length === 0,
  );
  if (formats.length > 1) {
    throw createFileError(
      `matches several formats (${formatTitles(
        formats,
      )}). Remove the columns of the other formats`,
    );
  }
  if (formats.length === 0) {
    const nearest = minBy(
      worklogFileFormats,
      format => getMissingColumns(format).length,
    )!;
    throw createFileError(
      `does not match a supported format (${formatTitles(
        worklogFileFormats,
      )}). The closest format is ${
        nearest.title
      }; missing columns: ${getMissingColumns(nearest).join(', ')}`,
    );
  }
  return formats[0];
}

function findMissingColumns(
  { signature }: WorklogFileFormat,
  columns: readonly string[],
): string[] {
  return signature.filter(column => !columns.includes(column));
}

function formatTitles(formats: readonly WorklogFileFormat[]): string {
  return formats.map(({ title }) => title).join(', ');
}

/**
 * Parses the worklogs of a table.
 *
 * @param table - the table; its date cells include the time of day
 * @param zone - the time zone of times without a UTC offset
 * @throws InputError when the table has an unsupported format
 */
async function readWorklogTable(
  table: ImportTable,
  zone: string,
): Promise<WorklogFile> {
  const format = detectFormat(table.columns);
  const columns = new Set(table.columns);
  const report = new ImportReport(
    { ...table, rows: omitTotals(table.rows, format) },
    { known: listKnownColumns(format), required: format.signature },
  );
  const drafts: WorklogDraft[] = [];
  for await (const tableRow of iterateInSteps(report.rows)) {
    const cells = new RowCells(report, tableRow, format);
    const draft = readDraft(cells, { format, columns, zone });
    if (draft && !report.hasFailed(draft.row)) {
      drafts.push(draft);
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
  };
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
  return hasTotals &&
    lastRow &&
    otherColumns.every(column => !lastRow.cells[column])
    ? rows.slice(0, -1)
    : rows;
}

/** Lists the columns that the format reads or deliberately ignores. */
export function listKnownColumns({
  person,
  work_item,
  identifierColumns = [],
  durations,
  logged_at,
  started_at,
  description,
  is_billable,
  activity_type,
  entry_id,
  ignoredColumns = [],
}: WorklogFileFormat): string[] {
  const columns = [
    logged_at,
    started_at,
    ...durations.flatMap(({ column, requires }) => [column, requires]),
    ...Object.values(person).flat(),
    work_item,
    ...identifierColumns,
    description,
    is_billable?.column,
    activity_type,
    entry_id,
    ...ignoredColumns,
  ];
  return uniq(columns.filter(column => column !== undefined));
}

/** Finds the column of each draft field; null if the file has none. */
function findFieldColumns(
  format: WorklogFileFormat,
  columns: ReadonlySet<string>,
): Record<DraftField, string | null> {
  const { person, work_item, identifierColumns = [] } = format;
  const findFirstColumn = (names: ReadonlyArray<string | undefined>) =>
    names.find(name => name !== undefined && columns.has(name)) ?? null;
  return {
    logged_by: findFirstColumn(
      [person.user_ref, person.email, person.username, person.name].flat(),
    ),
    work_item: findFirstColumn([work_item, ...identifierColumns]),
    duration_minutes: findFirstColumn(
      findDurationColumns(format, columns).map(({ column }) => column),
    ),
    description: findFirstColumn([format.description]),
    logged_at: findFirstColumn([format.logged_at]),
    activity_type: findFirstColumn([format.activity_type]),
  };
}
