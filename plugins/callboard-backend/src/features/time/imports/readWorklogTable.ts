import { ImportReport } from '../../../imports/ImportReport';
import { Table, TableRow } from '../../../imports/Table';
import { iterateInSteps } from '../../../yielding/inSteps';
import { findFieldColumns } from './findFieldColumns';
import { listKnownColumns } from './listKnownColumns';
import { readDraft } from './readDraft';
import { recogniseFormat } from './recogniseFormat';
import { RowCells } from './RowCells';
import { WorklogDraft } from './WorklogDraft';
import { WorklogFile } from './WorklogFile';
import { WorklogFileFormat } from './WorklogFileFormat';

/**
 * Parses the worklogs of a table.
 *
 * @param table - with times of day
 * @param zone - the zone of times without one
 * @throws InputError when the table has another format
 */
export async function readWorklogTable(
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
