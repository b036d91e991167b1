import { Activity, ExportFormat } from '@callboard/plugin-callboard-common';
import { Knex } from 'knex';
import { Writable } from 'stream';
import { readInSnapshot } from '../../database/transactions';
import {
  Row,
  SpreadsheetWriter,
  writeCsv,
  writeJsonLines,
  Column,
} from '../../exports';
import { jsonListSql } from '../../database/bulk';
import { divideSql } from '../../database/dialect';
import { getDateFromDayNumber } from '../../database/zones';
import { ActivityProofs } from '../integrity/proofs/ActivityProofs';
import { ExportedPeople } from '../privacy/accessLog/AccessLog';
import { DetailsReader, DetailTexts } from './detailTexts';
import {
  listActivity,
  listStoredActivity,
  toActivityResponse,
} from './listActivity';
import { readLogMoment } from './logMoment';
import { resolveTextFilter } from './pseudonymisedTexts';
import { ActivitySelection } from './selectActivity';
import { LocalDays } from './LocalDays';
import {
  computePersonPositions,
  ActivityGroup,
  countByDimensions,
  queryGroups,
} from './countByDimensions';
import { getGroupPerson } from './groupKeys';
import { addNewestName } from './rollups/readNewestNames';

export const summaryColumns: Column[] = [
  { header: 'User', kind: 'text', width: 26 },
  { header: 'Date', kind: 'date', width: 12 },
  { header: 'Action', kind: 'text', width: 16 },
  { header: 'Count', kind: 'number', width: 10 },
];

/** The sizes of an export's steps: large enough for few round trips, small enough for memory. */
const defaultSteps = {
  /**
   * The number of rows per read. Larger batches would live until a major garbage collection, and
   * take more memory.
   */
  rowsPerBatch: 500,
  /** Consecutive days are counted together until they have this many rows. */
  minGroupedRows: 20_000,
};

type ExportSteps = typeof defaultSteps;

/**
 * Whether a line of an export with proofs is a row of the log. Lines with seals or hashes have no
 * person.
 */
const isActivity = (line: object): line is Activity => 'user_id' in line;

/** Streams a selection as a file. A slow client keeps no transaction or connection open. */
export class ActivityExporter {
  constructor(
    private readonly knex: Knex,
    private readonly details: Pick<DetailTexts, 'format'>,
    private readonly steps = defaultSteps,
  ) {}

  /**
   * Writes a file and ends the output.
   *
   * @param options - `caller` decides which names are shown; `proof` adds the proofs of rows to
   *   JSON Lines; `people` collects the people of the rows
   * @throws ExportAborted when the client disconnects; releases all resources first
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
    // Excludes rows that arrive during the export, so that all worksheets agree.
    const asOf = await readLogMoment(this.knex);
    const selection = await resolveTextFilter(this.knex, {
      ...requested,
      asOf,
    });
    const onPerson = (user_id: string) => people?.addRow(user_id);
    const recordPeople = <Row>(rows: AsyncIterable<Row>) =>
      people?.yieldAndRecord(rows) ?? rows;
    if (format === 'jsonl') {
      const writeRows = proof ? streamProvenRows : streamActivityRows;
      const lines = writeRows(this.knex, selection, this.steps, onPerson);
      await writeJsonLines(output, recordPeople<object>(lines), isActivity);
      return;
    }
    const columns = buildRawColumns(selection.zone);
    const raw = recordPeople(
      this.streamRawRows({ ...selection, caller }, onPerson),
    );
    if (format === 'csv') {
      await writeCsv(output, columns, raw);
      return;
    }
    const workbook = new SpreadsheetWriter(output);
    await workbook.writeWorksheet({ name: 'Raw', columns }, raw);
    await workbook.writeWorksheet(
      { name: 'Summary', columns: summaryColumns, isSummary: true },
      streamSummaryRows(this.knex, selection, this.steps),
    );
    await workbook.close();
  }

  private async *streamRawRows(
    selection: ActivitySelection & DetailsReader,
    onPerson: (user_id: string) => void,
  ): AsyncGenerator<Row> {
    const { knex, steps } = this;
    const batches = streamActivityBatches(knex, selection, steps, onPerson);
    for await (const batch of batches) {
      const details = await this.details.format(batch, selection);
      yield* batch.map((activity, index) => toRawRow(activity, details[index]));
    }
  }
}

/**
 * Yields all rows of a selection as lines with their proofs, newest first. Each step reads a few
 * lines in one snapshot. Every seal that can cover a row precedes the row.
 *
 * @param onPerson - called with the person of each row
 */
async function* streamProvenRows(
  knex: Knex,
  selection: ActivitySelection,
  { rowsPerBatch }: ExportSteps,
  onPerson: (user_id: string) => void,
): AsyncGenerator<object> {
  const proofs = new ActivityProofs();
  yield* proofs.begin();
  let count = 0;
  let beforeId: string | undefined;
  let isLast = false;
  while (!isLast) {
    const position = { limit: rowsPerBatch, beforeId };
    const step = await readInSnapshot(knex, snapshot =>
      proofs.readNextStep(snapshot, () =>
        listActivity(snapshot, selection, position),
      ),
    );
    for (const line of step.lines) {
      if (isActivity(line)) onPerson(line.user_id);
      yield line;
    }
    count += step.rowCount;
    beforeId = step.lastId ?? beforeId;
    isLast = step.isLast;
  }
  yield* proofs.end(count);
}

/**
 * Yields all rows of a selection, newest first, in batches. Every query is short and continues in
 * an index where the previous query ended.
 *
 * @param onPerson - called with the person of each row, even if the name is hidden from the reader
 */
async function* streamActivityBatches(
  knex: Knex,
  selection: ActivitySelection,
  { rowsPerBatch }: ExportSteps,
  onPerson: (user_id: string) => void,
): AsyncGenerator<Activity[]> {
  let beforeId: string | undefined;
  for (;;) {
    const rows = await listStoredActivity(knex, selection, {
      limit: rowsPerBatch,
      beforeId,
    });
    yield rows.map(row => {
      onPerson(row.user_id);
      return toActivityResponse(row, selection);
    });
    if (rows.length < rowsPerBatch) {
      return;
    }
    beforeId = rows[rows.length - 1].id;
  }
}

export async function* streamActivityRows(
  ...options: Parameters<typeof streamActivityBatches>
): AsyncGenerator<Activity> {
  for await (const batch of streamActivityBatches(...options)) {
    yield* batch;
  }
}

/**
 * Yields the rows of the `Summary` worksheet: counts by day, person and action. Counts a few days
 * at a time, so that few groups are in memory.
 */
export async function* streamSummaryRows(
  knex: Knex,
  selection: ActivitySelection,
  { minGroupedRows }: ExportSteps,
): AsyncGenerator<Row> {
  const days = await countByDimensions({ knex }, selection, {
    dimensions: ['date'],
    orderBy: 'key',
  });
  for (const [start, end] of joinDays(days, minGroupedRows)) {
    const filter = { ...selection.filter, start, end };
    yield* streamDailyCounts(knex, { ...selection, filter });
  }
}

/** Joins days, in order, into ranges of at least `minRows` rows; the last range may have fewer. */
function joinDays(
  days: Array<{ group: ActivityGroup }>,
  minRows: number,
): Array<[start: string, end: string]> {
  const ranges: Array<[string, string]> = [];
  // The first day starts a range.
  let count = minRows;
  for (const { group } of days) {
    if (count >= minRows) {
      ranges.push([group.date!, group.date!]);
      count = 0;
    }
    ranges[ranges.length - 1][1] = group.date!;
    count += group.count;
  }
  return ranges;
}

const GROUPS_PER_PART = 250;

type GroupCells = [
  day: number,
  user_id: string,
  action: string,
  count: number,
  user_name: string,
];

/**
 * Counts a selection by day, person and action, in this order. Parses each part of the result only
 * when it is read, because parsed objects need much more memory than their JSON and live until a
 * major garbage collection.
 */
async function* streamDailyCounts(
  knex: Knex,
  selection: ActivitySelection,
): AsyncGenerator<Row> {
  const groups = queryGroups({ knex }, selection, {
    dimensions: ['date', 'user', 'action'],
    days: await LocalDays.read(knex, selection),
  });
  const counts = knex
    .from(groups.as('groups'))
    .select({ day: 'k0', user_id: 'k1', action: 'k2' }, 'count');
  const counted: Knex.QueryBuilder = knex.from(counts.as('counted'));
  const positions = await computePersonPositions({ knex }, selection);
  const named = positions
    ? counted
        // A person may have been erased between the queries.
        .leftJoin(positions.table, 'positions.person', 'counted.user_id')
        .select('counted.*', knex.raw("'' AS user_name"))
    : addNewestName(knex, counted, 'counted');
  const personOrder = positions ? positions.order : 'user_id';
  const numbered = named.select(
    knex.raw(
      `row_number() OVER (ORDER BY day, ${personOrder}, action) - 1 AS position`,
    ),
  );
  const columns = ['day', 'user_id', 'action', 'count', 'user_name'];
  const rowsSql = jsonListSql(knex, columns, 'position');
  const parts: Array<{ rows_json: string }> = await knex
    .from(numbered.as('numbered'))
    .select(knex.raw(`CAST(${rowsSql} AS text) AS rows_json`))
    .groupByRaw(divideSql('position', GROUPS_PER_PART))
    .orderByRaw('min(position)');
  for (const part of parts) {
    const rows: GroupCells[] = JSON.parse(part.rows_json);
    for (const [day, user_id, action, count, user_name] of rows) {
      const date = getDateFromDayNumber(Number(day));
      const person = getGroupPerson(selection, user_id, user_name);
      yield [person.user_name, date, action, Number(count)];
    }
  }
}

/** The columns of the `Raw` worksheet and of the CSV file. */
export function buildRawColumns(zone: string): Column[] {
  return [
    { header: 'Date/Time', kind: 'datetime', zone, width: 20 },
    { header: 'User', kind: 'text', width: 26 },
    { header: 'User Email', kind: 'text', width: 30 },
    { header: 'Action', kind: 'text', width: 16 },
    { header: 'Entity Type', kind: 'text', width: 18 },
    { header: 'Entity ID', kind: 'text', width: 38 },
    { header: 'Entity Label', kind: 'text', width: 32 },
    { header: 'Details/Metadata', kind: 'text', width: 60 },
  ];
}

export function toRawRow(activity: Activity, details: string): Row {
  return [
    Date.parse(activity.created_at),
    activity.user_name,
    activity.user_email,
    activity.action,
    activity.entity_type,
    activity.entity_id,
    activity.entity_label,
    details,
  ];
}
