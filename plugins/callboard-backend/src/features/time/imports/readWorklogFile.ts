import { MAX_IMPORTED_WORKLOGS } from '@callboard/plugin-callboard-common';
import { UploadedFile } from '../../../http/UploadedFile';
import { ImportReport } from '../../../imports/ImportReport';
import { Table, TableRow } from '../../../imports/Table';
import { readTable } from '../../../imports/readTable';
import { iterateInSteps } from '../../../kernel/inSteps';
import { RowCells } from './RowCells';
import { WorklogDraft } from './WorklogDraft';
import { WorklogFileFormat } from './WorklogFileFormat';
import { findDurationColumns } from './findDurationColumns';
import { listKnownColumns } from './listKnownColumns';
import { readDraft } from './readDraft';
import { isToolHeader, recogniseFormat } from './recogniseFormat';
import { WorklogFile, DraftField } from './WorklogFile';

/** The file's column of each draft field; null for none. */
function findFieldColumns(
  format: WorklogFileFormat,
  columns: ReadonlySet<string>,
): Record<DraftField, string | null> {
  const { person, work_item, mentions = [] } = format;
  const findFirstColumn = (names: ReadonlyArray<string | undefined>) =>
    names.find(name => name !== undefined && columns.has(name)) ?? null;
  return {
    logged_by: findFirstColumn(
      [person.user_ref, person.email, person.username, person.name].flat(),
    ),
    work_item: findFirstColumn([work_item, ...mentions]),
    duration_minutes: findFirstColumn(
      findDurationColumns(format, columns).map(({ column }) => column),
    ),
    description: findFirstColumn([format.description]),
    logged_at: findFirstColumn([format.logged_at]),
    activity_type: findFirstColumn([format.activity_type]),
  };
}

/**
 * Parses the worklogs of a table.
 *
 * @param table - with times of day
 * @param zone - the zone of times without one
 * @throws InputError when the table has another format
 */
async function readWorklogTable(
  table: Table,
  zone: string,
): Promise<WorklogFile> {
  const format = recogniseFormat(table.columns);
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
  return {
    format: format.name,
    zone,
    report,
    drafts,
    columns: findFieldColumns(format, columns),
    searched: [format.work_item ?? format.mentions ?? []]
      .flat()
      .filter(column => columns.has(column)),
  };
}

/** Rows of totals have only durations among the required columns. */
function omitTotals(
  rows: TableRow[],
  { hasTotals, signature, durations }: WorklogFileFormat,
): TableRow[] {
  const sums = durations.map(({ column }) => column);
  const others = signature.filter(column => !sums.includes(column));
  const last = rows[rows.length - 1];
  return hasTotals && last && others.every(column => !last.cells[column])
    ? rows.slice(0, -1)
    : rows;
}

/**
 * Parses the export of a time tracking tool, in CSV or XLSX, without blocking the event loop.
 *
 * @param zone - the zone of times without one
 * @throws InputError when the file has another format, or is too long
 */
export async function readWorklogFile(
  file: UploadedFile,
  zone: string,
): Promise<WorklogFile> {
  const table = await readTable(
    file,
    { maxRows: MAX_IMPORTED_WORKLOGS, isHeader: isToolHeader },
    { withTimes: true },
  );
  return readWorklogTable(table, zone);
}
