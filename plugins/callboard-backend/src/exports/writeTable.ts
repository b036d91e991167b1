import { Writable } from 'stream';
import { Row } from './Column';
import { WorksheetDefinition, SpreadsheetWriter } from './SpreadsheetWriter';
import { writeCsv } from './writeCsv';

export type TableFormat = 'csv' | 'xlsx';

/**
 * Streams one table in a format, and ends the output.
 *
 * @throws ExportAborted if the output closes early; RangeError for an unknown zone; any error of
 *   the source of the rows
 */
export async function writeTable(
  format: TableFormat,
  output: Writable,
  worksheet: WorksheetDefinition,
  rows: AsyncIterable<Row> | Iterable<Row>,
): Promise<void> {
  if (format === 'csv') {
    await writeCsv(output, worksheet.columns, rows);
    return;
  }
  const workbook = new SpreadsheetWriter(output);
  await workbook.writeWorksheet(worksheet, rows);
  await workbook.close();
}
