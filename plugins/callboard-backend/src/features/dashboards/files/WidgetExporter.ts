import { Writable } from 'stream';
import { Onlooker } from '../../../access/Caller';
import {
  Row,
  SpreadsheetWriter,
  TableFormat,
  writeCsv,
  writeTable,
} from '../../../exports';
import { AskedFor } from '../numbers/questionOf';
import { ToldWidget } from '../WidgetData';
import { Board, BoardNumbers } from './BoardNumbers';
import { describeWidget } from './describeWidget';
import { notesOf } from './notesOf';
import { tableOfWidget } from './tableOfWidget';
import { titleOfWidget } from './titleOfWidget';

/** Of a widget whose numbers cannot be told. */
const failureColumns = [
  { header: 'This cannot be shown', kind: 'text', width: 80 },
] as const;

/** Writes the numbers of widgets as tables. */
export class WidgetExporter {
  constructor(private readonly numbers: BoardNumbers) {}

  /**
   * Writes one widget, and ends the output. CSV is for programs: it begins with
   * the header, and what is to be noted comes last.
   *
   * @throws ExportAborted when the reader goes away
   */
  async writeWidget(
    format: TableFormat,
    told: ToldWidget,
    output: Writable,
  ): Promise<void> {
    const { columns, rows, totals } = tableOfWidget(told.widget, told.data);
    const all: Row[] = totals ? [...rows, totals] : [...rows];
    if (format === 'csv') {
      const notes = notesOf(told.data).map(note => [note]);
      await writeCsv(output, columns, [...all, ...notes]);
      return;
    }
    const name = titleOfWidget(told.widget);
    const sheet = { name, columns, heading: describeWidget(told) };
    await writeTable('xlsx', output, sheet, all);
  }

  /**
   * Writes a dashboard as a spreadsheet with a sheet for each widget, from top to
   * bottom, and ends the output.
   *
   * @param wanted.signal - aborted when nobody waits for the file any more
   * @throws ExportAborted when the signal is aborted, or the reader goes away
   */
  async writeBoard(
    asker: Onlooker,
    board: Board,
    wanted: { asked: AskedFor; output: Writable; signal?: AbortSignal },
  ): Promise<void> {
    const { output, signal } = wanted;
    const workbook = new SpreadsheetWriter(output, { signal });
    try {
      await this.writeSheets(workbook, asker, board, wanted);
      await workbook.close();
    } catch (error) {
      workbook.destroy(error as Error);
      throw error;
    }
  }

  private async writeSheets(
    workbook: SpreadsheetWriter,
    asker: Onlooker,
    board: Board,
    { asked, signal }: { asked: AskedFor; signal?: AbortSignal },
  ): Promise<void> {
    for await (const told of this.numbers.tell(asker, board, asked, signal)) {
      const name = titleOfWidget(told.widget);
      if ('failure' in told) {
        await workbook.sheet({ name, columns: failureColumns }, [
          [told.failure],
        ]);
        continue;
      }
      const { columns, rows, totals } = tableOfWidget(told.widget, told.data);
      await workbook.sheet(
        { name, columns, heading: describeWidget(told) },
        totals ? [...rows, totals] : rows,
      );
    }
    if (board.widgets.length === 0) {
      await workbook.sheet({ name: board.dashboard.name, columns: [] }, []);
    }
  }
}
