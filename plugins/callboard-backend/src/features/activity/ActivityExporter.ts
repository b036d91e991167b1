import { Activity, ExportFormat } from '@callboard/plugin-callboard-common';
import { Knex } from 'knex';
import { Writable } from 'stream';
import { SpreadsheetWriter, writeCsv, writeJsonLines } from '../../exports';
import {
  ActivityGroup,
  countByDimensions,
  GroupKey,
} from './countByDimensions';
import {
  rawColumns,
  rawRow,
  summaryColumns,
  summaryRow,
} from './exportColumns';
import { listActivity, newestActivityId } from './listActivity';
import { ActivitySelection } from './whereActivity';

/** Rows read at a time: few round trips, and little memory. */
const BATCH = 2_000;

/** No id is smaller; an export that begins with no rows stays empty. */
const NO_ID = '00000000-0000-0000-0000-000000000000';

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
    const newest = await newestActivityId(this.knex, selection);
    return { ...selection, upToId: newest ?? NO_ID };
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

  private async *groups(
    selection: ActivitySelection,
  ): AsyncGenerator<ActivityGroup> {
    let after: GroupKey | undefined;
    for (;;) {
      const batch = await countByDimensions(this.knex, selection, {
        dimensions: ['user', 'date', 'action'],
        weekStart: 1,
        orderBy: 'key',
        after,
        limit: BATCH,
      });
      for (const { group } of batch) {
        yield group;
      }
      if (batch.length < BATCH) {
        return;
      }
      after = batch[batch.length - 1].key;
    }
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
