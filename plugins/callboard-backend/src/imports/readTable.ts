import { open } from 'fs/promises';
import { UploadedFile } from '../http/UploadedFile';
import { readCsv } from './csv/readCsv';
import { fileError } from './fileError';
import { inSteps } from '../turns/inSteps';
import { MAX_COLUMNS } from './limits';
import { Table } from './Table';
import { TableBuilder } from './TableBuilder';
import { readWorkbook } from './xlsx/readWorkbook';

/** How every ZIP archive with something in it begins. */
const ZIP_SIGNATURE = Buffer.from('PK\u0003\u0004', 'latin1');

/**
 * Reads the table in a CSV file or in the first sheet of an XLSX file; its
 * content tells which it is. Keeps no more of the file in memory than the rows
 * it answers.
 *
 * @param limits - the rows there may be below the header
 * @param reading - `withTimes`: of cells in XLSX that show times of day these are
 * read, too, as `2026-02-28 09:30:00` or `9:30:00`, and lengths of time as
 * `26:30:00`; in CSV there is no telling, and everything is text
 * @throws InputError that says why, when there is no such table in the file
 */
export async function readTable(
  file: UploadedFile,
  limits: { maxRows: number },
  reading = { withTimes: false },
): Promise<Table> {
  const start = await firstBytes(file.path, ZIP_SIGNATURE.length);
  if (start.length === 0) {
    throw fileError('is empty');
  }
  const rows = start.equals(ZIP_SIGNATURE)
    ? readWorkbook(file.path, limits, reading)
    : readCsv(file.path);
  const table = new TableBuilder({ ...limits, maxColumns: MAX_COLUMNS });
  for await (const row of inSteps(rows)) {
    table.add(row);
  }
  return table.finish();
}

async function firstBytes(path: string, count: number): Promise<Buffer> {
  const file = await open(path);
  try {
    const { buffer, bytesRead } = await file.read(Buffer.alloc(count));
    return buffer.subarray(0, bytesRead);
  } finally {
    await file.close();
  }
}
