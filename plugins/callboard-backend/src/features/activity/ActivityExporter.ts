import { Activity, ExportFormat } from '@callboard/plugin-callboard-common';
import { Knex } from 'knex';
import { Writable } from 'stream';
import { NO_ID } from '../../database/ids';
import { SpreadsheetWriter, writeCsv, writeJsonLines } from '../../exports';
import { ActivityGroup, countByDimensions } from './countByDimensions';
import { endOfLog } from './endOfLog';
import {
  rawColumns,
  rawRow,
  summaryColumns,
  summaryRow,
} from './exportColumns';
import { listActivity } from './listActivity';
import { ActivitySelection } from './selectActivity';

/** How much an export does at a time: few round trips, and little memory. */
export interface ExportSteps {
  /** Rows that are read at a time. */
  batch: number;
  /** Rows whose groups are counted together. */
  span: number;
}

const defaultSteps: ExportSteps = { batch: 2_000, span: 20_000 };

/**
 * Streams a selection as a file. Every query is short and goes through an
 * index from where the last one ended, so that a slow reader holds no
 * transaction and no connection.
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
    const selection = await this.fix(wanted);
    if (format === 'jsonl') {
      await writeJsonLines(output, this.rows(selection));
      return;
    }
    const columns = rawColumns(selection.zone);
    const raw = mapAsync(this.rows(selection), rawRow);
    if (format === 'csv') {
      await writeCsv(output, columns, raw);
      return;
    }
    const workbook = new SpreadsheetWriter(output);
    await workbook.sheet({ name: 'Raw', columns }, raw);
    await workbook.sheet(
      { name: 'Summary', columns: summaryColumns },
      mapAsync(this.groups(selection), summaryRow),
    );
    await workbook.close();
  }

  /** Leaves out what arrives while the file is written. */
  private async fix(selection: ActivitySelection): Promise<ActivitySelection> {
    return {
      ...selection,
      upToId: (await endOfLog(this.knex, 'newest')) ?? NO_ID,
    };
  }

  private async *rows(selection: ActivitySelection): AsyncGenerator<Activity> {
    let beforeId: string | undefined;
    for (;;) {
      const batch = await listActivity(this.knex, selection, {
        limit: this.steps.batch,
        beforeId,
      });
      yield* batch;
      if (batch.length < this.steps.batch) {
        return;
      }
      beforeId = batch[batch.length - 1].id;
    }
  }

  /**
   * Counts by day, person and action; a few days at a time, so that each row
   * is counted once and few groups are in memory.
   */
  private async *groups(
    selection: ActivitySelection,
  ): AsyncGenerator<ActivityGroup> {
    const days = await countByDimensions(this.knex, selection, {
      dimensions: ['date'],
      weekStart: 1,
      orderBy: 'key',
    });
    for (const [start, end] of spansOf(days, this.steps.span)) {
      const filter = { ...selection.filter, start, end };
      const found = await countByDimensions(
        this.knex,
        { ...selection, filter },
        {
          dimensions: ['date', 'user', 'action'],
          weekStart: 1,
          orderBy: 'key',
        },
      );
      yield* found.map(({ group }) => group);
    }
  }
}

/** Joins days that follow each other until they have enough rows. */
function spansOf(
  days: Array<{ group: ActivityGroup }>,
  rows: number,
): Array<[start: string, end: string]> {
  const spans: Array<[string, string]> = [];
  let count = rows;
  for (const { group } of days) {
    if (count >= rows) {
      spans.push([group.date!, group.date!]);
      count = 0;
    }
    spans[spans.length - 1][1] = group.date!;
    count += group.count;
  }
  return spans;
}

async function* mapAsync<A, B>(
  source: AsyncIterable<A>,
  map: (item: A) => B,
): AsyncGenerator<B> {
  for await (const item of source) {
    yield map(item);
  }
}
