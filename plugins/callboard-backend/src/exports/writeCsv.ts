import { Options, stringify } from 'csv-stringify/sync';
import { Writable } from 'stream';
import { Column, Row, CellValue } from './Column';
import { ExportRun } from './ExportRun';
import { createWallClock } from './wallTime';

/** The start of a text that spreadsheets could read as a formula. Apostrophes may precede it. */
const formulaStart = /^'*[=+\-@\t\r]/;
/** The start of a neutralised formula: at least one apostrophe precedes it. */
const neutralisedFormulaStart = /^'+[=+\-@\t\r]/;

/**
 * Makes a text safe to open in a spreadsheet: a text that looks like a formula gets one more `'` in
 * front; any other text is returned unchanged.
 *
 * A formula with apostrophes in front also gets one more: `'=1` becomes `''=1`. Otherwise, `'=1`
 * and the neutralised `=1` would be indistinguishable when read back.
 *
 * Source: OWASP, CSV Injection.
 */
export function neutralise(text: string): string {
  return formulaStart.test(text) ? `'${text}` : text;
}

/**
 * The inverse of `neutralise`: strips exactly one `'`, and only where `neutralise` would have added
 * it.
 */
export function restoreNeutralised(text: string): string {
  return neutralisedFormulaStart.test(text) ? text.slice(1) : text;
}

function formatPlainValue(value: CellValue): string {
  switch (typeof value) {
    case 'string':
      return neutralise(value);
    case 'number':
      return Number.isFinite(value) ? String(value) : '';
    case 'boolean':
      return String(value);
    default:
      return '';
  }
}

/**
 * Returns a function that converts a column's values to the fields of a CSV file. Text is
 * neutralised, numbers are not: `-5` stays a number. An instant becomes ISO 8601 with the offset of
 * the column's zone, so that it is both readable and exact.
 *
 * @throws RangeError if the column has an unknown zone
 */
function createCsvFormatter(column: Column): (value: CellValue) => string {
  if (column.kind !== 'datetime') {
    return formatPlainValue;
  }
  const clock = createWallClock(column.zone);
  return value =>
    typeof value === 'number'
      ? clock.toIsoString(value) ?? ''
      : formatPlainValue(value);
}

/** Without this mark, Excel reads a CSV file in the local code page. */
const BYTE_ORDER_MARK = '\ufeff';

/** Records are stringified in batches of this length, in characters. */
const BATCH_LENGTH = 64 * 1024;

async function* streamCsv(
  run: ExportRun,
  columns: readonly Column[],
  rows: AsyncIterable<Row> | Iterable<Row>,
) {
  const formatters = columns.map(createCsvFormatter);
  const options: Options = {
    record_delimiter: '\r\n',
    // The library quotes only fields that contain the whole record delimiter, CRLF. RFC 4180
    // requires quotes for either half.
    quoted_match: /[\r\n]/,
    // Quotes the only field of a record if it is empty: most parsers skip empty lines.
    quoted_empty: columns.length === 1,
  };
  let records = [columns.map(({ header }) => neutralise(header))];
  let length = 0;
  let text = BYTE_ORDER_MARK;
  for await (const row of run.iterateRows(rows)) {
    const record = formatters.map((format, index) => format(row[index]));
    records.push(record);
    run.countRow();
    length = record.reduce((sum, field) => sum + field.length + 1, length);
    if (length >= BATCH_LENGTH) {
      yield text + stringify(records, options);
      records = [];
      length = 0;
      text = '';
    }
  }
  yield text + stringify(records, options);
}

/**
 * Streams a table as CSV (RFC 4180): UTF-8 with a byte order mark, a header line, every record
 * ended by CRLF. Text that looks like a formula is neutralised. Ends the output, and respects its
 * backpressure.
 *
 * An error before the first bytes leaves the output untouched, any later one destroys it.
 *
 * @throws ExportAborted if the output closes early; RangeError for an unknown zone; any error of
 *   the source of the rows
 */
export async function writeCsv(
  output: Writable,
  columns: readonly Column[],
  rows: AsyncIterable<Row> | Iterable<Row>,
): Promise<void> {
  await ExportRun.run(output, async run => {
    for await (const chunk of streamCsv(run, columns, rows)) {
      await run.write(chunk);
    }
    await run.end();
  });
}
