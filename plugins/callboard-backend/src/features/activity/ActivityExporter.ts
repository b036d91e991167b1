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

/** Rows read at a time: few round trips, and little memory. */
const BATCH = 2_000;

/** Rows whose groups are counted together. */
const ROWS_PER_SPAN = 20_000;

/**
 * Streams a selection as a file. Every query is short and goes through an
 * index from where the last one ended, so that a slow reader holds no
 * transaction and no connection.
 */
export class ActivityExporter {
  constructor(private readonly knex: Knex) {}

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
        limit: BATCH,
        beforeId,
      });
      yield* batch;
      if (batch.length < BATCH) {
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
    for (const [start, end] of spans(days.map(({ group }) => group))) {
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
function spans(days: ActivityGroup[]): Array<[start: string, end: string]> {
  const found: Array<[string, string]> = [];
  let count = ROWS_PER_SPAN;
  for (const day of days) {
    if (count >= ROWS_PER_SPAN) {
      found.push([day.date!, day.date!]);
      count = 0;
    }
    found[found.length - 1][1] = day.date!;
    count += day.count;
  }
  return found;
}

async function* mapAsync<A, B>(
  source: AsyncIterable<A>,
  map: (item: A) => B,
): AsyncGenerator<B> {
  for await (const item of source) {
    yield map(item);
  }
}
