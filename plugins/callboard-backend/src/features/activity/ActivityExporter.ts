import { Activity, ExportFormat } from '@callboard/plugin-callboard-common';
import { Knex } from 'knex';
import { Writable } from 'stream';
import { readInSnapshot } from '../../database/transactions';
import { ActivityProofs } from '../integrity/proofs/ActivityProofs';
import { ExportedPeople } from '../privacy/accessLog/AccessLog';
import {
  Row,
  SpreadsheetWriter,
  writeCsv,
  writeJsonLines,
} from '../../exports';
import {
  buildRawColumns,
  toRawRow,
  summaryColumns,
  toSummaryRow,
  defaultSteps,
  streamActivityBatches,
  streamActivityGroups,
  streamActivityRows,
  ExportSteps,
} from './streamActivityRows';
import { DetailsReader, DetailTexts } from './detailTexts';
import { listActivity } from './listActivity';
import { readLogMoment } from './logMoment';
import { resolveTextFilter } from './pseudonymisedTexts';
import { ActivitySelection } from './selectActivity';

/** Streams a selection as a file. A slow reader holds neither a transaction nor a connection. */
export class ActivityExporter {
  constructor(
    private readonly knex: Knex,
    private readonly details: Pick<DetailTexts, 'format'>,
    private readonly steps = defaultSteps,
  ) {}

  /**
   * Writes a file and ends the output.
   *
   * @param options - `caller` decides which names are shown; `proof` adds the proofs of rows to JSON
   * Lines; `people` collects the people of the rows
   * @throws ExportAborted when the reader disconnects; all resources are released then
   */
  async write(
    format: ExportFormat,
    requested: ActivitySelection,
    output: Writable,
    {
      caller,
      proof,
      people,
    }: Pick<DetailsReader, 'caller'> & {
      proof?: boolean;
      people?: ExportedPeople;
    },
  ): Promise<void> {
    // All worksheets exclude rows that arrive while they are written.
    const asOf = await readLogMoment(this.knex);
    const selection = await resolveTextFilter(this.knex, {
      ...requested,
      asOf,
    });
    const onPerson = (user_id: string) => people?.addRow(user_id);
    const recordPeople = <Row>(rows: AsyncIterable<Row>) =>
      people?.recordWhile(rows) ?? rows;
    if (format === 'jsonl') {
      const writeRows = proof ? streamProvenRows : streamActivityRows;
      const lines = writeRows(this.knex, selection, this.steps, onPerson);
      await writeJsonLines(output, recordPeople<object>(lines));
      return;
    }
    const columns = buildRawColumns(selection.zone);
    const batches = streamActivityBatches(
      this.knex,
      selection,
      this.steps,
      onPerson,
    );
    const raw = recordPeople(
      this.formatRawRows(batches, { ...selection, caller }),
    );
    if (format === 'csv') {
      await writeCsv(output, columns, raw);
      return;
    }
    const workbook = new SpreadsheetWriter(output);
    await workbook.writeWorksheet({ name: 'Raw', columns }, raw);
    await workbook.writeWorksheet(
      { name: 'Summary', columns: summaryColumns, isSummary: true },
      mapAsync(
        streamActivityGroups(this.knex, selection, this.steps),
        toSummaryRow,
      ),
    );
    await workbook.close();
  }

  private async *formatRawRows(
    batches: AsyncIterable<Activity[]>,
    reader: DetailsReader,
  ): AsyncGenerator<Row> {
    for await (const batch of batches) {
      const details = await this.details.format(batch, reader);
      yield* batch.map((activity, index) => toRawRow(activity, details[index]));
    }
  }
}

/**
 * Yields all rows of a selection as lines with their proofs, newest first. Each step is a short
 * snapshot, whose rows agree with all earlier integrity checkpoints.
 *
 * @param onPerson - called with the person of each row
 */
async function* streamProvenRows(
  knex: Knex,
  selection: ActivitySelection,
  { batch }: ExportSteps = defaultSteps,
  onPerson: (user_id: string) => void = () => {},
): AsyncGenerator<object> {
  const proofs = new ActivityProofs();
  yield* proofs.begin();
  let count = 0;
  let beforeId: string | undefined;
  let isLast = false;
  while (!isLast) {
    const position = { limit: batch, beforeId };
    const step = await readInSnapshot(knex, snapshot =>
      proofs.readNextStep(snapshot, () =>
        listActivity(snapshot, selection, position),
      ),
    );
    for (const line of step.lines) {
      // Lines with proofs stand between the rows.
      if ('user_id' in line) onPerson(line.user_id as string);
      yield line;
    }
    count += step.rowCount;
    beforeId = step.lastId ?? beforeId;
    isLast = step.isLast;
  }
  yield* proofs.end(count);
}

async function* mapAsync<A, B>(
  source: AsyncIterable<A>,
  map: (item: A) => B,
): AsyncGenerator<B> {
  for await (const item of source) {
    yield map(item);
  }
}
