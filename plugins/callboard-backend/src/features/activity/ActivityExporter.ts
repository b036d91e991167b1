import { ExportFormat } from '@callboard/plugin-callboard-common';
import { Knex } from 'knex';
import { Writable } from 'stream';
import { SpreadsheetWriter, writeCsv, writeJsonLines } from '../../exports';
import {
  rawColumns,
  rawRow,
  summaryColumns,
  summaryRow,
} from './exportColumns';
import { defaultSteps, exportedGroups, exportedRows } from './exportedRows';
import { momentOfLog } from './logMoment';
import { ActivitySelection } from './selectActivity';

/**
 * Streams a selection as a file. A slow reader holds no transaction and no
 * connection.
 */
export class ActivityExporter {
  constructor(
    private readonly knex: Knex,
    private readonly steps = defaultSteps,
  ) {}

  /**
   * Writes a file and ends the output.
   *
   * @throws ExportAborted when the reader goes away; all is given back then
   */
  async write(
    format: ExportFormat,
    wanted: ActivitySelection,
    output: Writable,
  ): Promise<void> {
    // All sheets leave out what arrives while they are written.
    const asOf = await momentOfLog(this.knex);
    const selection = { ...wanted, asOf };
    if (format === 'jsonl') {
      await writeJsonLines(
        output,
        exportedRows(this.knex, selection, this.steps),
      );
      return;
    }
    const columns = rawColumns(selection.zone);
    const raw = mapAsync(
      exportedRows(this.knex, selection, this.steps),
      rawRow,
    );
    if (format === 'csv') {
      await writeCsv(output, columns, raw);
      return;
    }
    const workbook = new SpreadsheetWriter(output);
    await workbook.sheet({ name: 'Raw', columns }, raw);
    await workbook.sheet(
      { name: 'Summary', columns: summaryColumns },
      mapAsync(exportedGroups(this.knex, selection, this.steps), summaryRow),
    );
    await workbook.close();
  }
}

async function* mapAsync<A, B>(
  source: AsyncIterable<A>,
  map: (item: A) => B,
): AsyncGenerator<B> {
  for await (const item of source) {
    yield map(item);
  }
}
