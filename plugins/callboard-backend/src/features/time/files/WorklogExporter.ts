import {
  WorklogFilters,
  WorklogOrder,
} from '@callboard/plugin-callboard-common';
import { Writable } from 'stream';
import { RequestContext } from '../../../access/Caller';
import { Clock } from '../../../kernel/clock';
import { getLowestId } from '../../../database/ids';
import { Row, TableFormat, writeTable } from '../../../exports';
import { toTimeViewer } from '../worklogs/whereTimeVisible';
import {
  WorklogPosition,
  WorklogReadModel,
} from '../worklogs/WorklogReadModel';
import { toWorklogCells, worklogColumns } from './worklogColumns';

const BATCH = 1_000;

/**
 * Streams lists of worklogs as files that the import can read again. Each query continues where the
 * last one ended, so a slow reader occupies no connection.
 */
export class WorklogExporter {
  constructor(
    private readonly deps: { clock: Clock; readModel: WorklogReadModel },
  ) {}

  /**
   * Writes a list as a file and ends the output. Excludes worklogs created meanwhile.
   *
   * @throws ExportAborted when the reader disconnects; all resources are released then
   */
  async write(
    format: TableFormat,
    context: RequestContext,
    query: WorklogFilters & { order_by: WorklogOrder },
    output: Writable,
  ): Promise<void> {
    const worksheet = { name: 'Worklogs', columns: worklogColumns };
    await writeTable(
      format,
      output,
      worksheet,
      this.streamRows(context, query),
    );
  }

  private async *streamRows(
    context: RequestContext,
    { order_by, ...filters }: WorklogFilters & { order_by: WorklogOrder },
  ): AsyncGenerator<Row> {
    const { clock, readModel } = this.deps;
    const filter = {
      ...filters,
      viewer: toTimeViewer(context),
      upToId: getLowestId(clock.now() + 1),
    };
    let after: WorklogPosition | undefined;
    for (;;) {
      const batch = await readModel.list(filter, {
        order_by,
        after,
        limit: BATCH,
      });
      for (const { row } of batch) {
        const cells = toWorklogCells(row);
        yield worklogColumns.map(({ header }) => cells[header]);
      }
      if (batch.length < BATCH) {
        return;
      }
      after = batch[batch.length - 1].position;
    }
  }
}
