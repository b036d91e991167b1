import { UploadedFile } from '../http/readUpload';
import { readCsv, readFirstBytes } from './readCsv';
import { createFileError, RawRow, ImportTable } from './ImportTable';
import { iterateInSteps } from '../kernel/yielding';
import { TableBuilder, TableOptions } from './TableBuilder';
import { readWorkbook } from './xlsx/readWorkbook';

/** The first bytes of every non-empty ZIP archive. */
const ZIP_SIGNATURE = Buffer.from('PK\u0003\u0004', 'latin1');

/**
 * Reads the table in a CSV file, or in the first sheet of an XLSX file with a recognised header;
 * the format is detected from the content. Retains only the returned rows in memory.
 *
 * @throws InputError with the reason, if the file contains no table
 */
export async function readTable(
  file: UploadedFile,
  options: TableOptions,
): Promise<ImportTable> {
  const start = await readFirstBytes(file.path, ZIP_SIGNATURE.length);
  if (start.length === 0) {
    throw createFileError('is empty');
  }
  const worksheets = start.equals(ZIP_SIGNATURE)
    ? readWorkbook(file.path, options)
    : [readCsv(file.path)];
  let firstTable: TableBuilder | undefined;
  for await (const rows of worksheets) {
    const table = await buildTable(rows, options);
    if (table.hasHeader) {
      return table.finish();
    }
    firstTable ??= table;
  }
  if (options.acceptsAnyHeader) {
    return readTable(file, {
      ...options,
      isHeader: columns => columns.length > 1,
      acceptsAnyHeader: false,
    });
  }
  return (firstTable ?? new TableBuilder(options)).finish();
}

async function buildTable(
  rows: Iterable<RawRow> | AsyncIterable<RawRow>,
  options: TableOptions,
): Promise<TableBuilder> {
  const table = new TableBuilder(options);
  for await (const row of iterateInSteps(rows)) {
    table.add(row);
    if (table.isHeaderMissing) break;
  }
  return table;
}
