import { Activity } from '@callboard/plugin-callboard-common';
import { Knex } from 'knex';
import { jsonListSql } from '../../database/bulk';
import { divideSql } from '../../database/dialect';
import { getDateFromDayNumber } from '../../database/zones';
import { Column, Row } from '../../exports';
import { LocalDays } from './LocalDays';
import {
  computePersonPositions,
  ActivityGroup,
  countByDimensions,
  queryGroups,
} from './countByDimensions';
import { toActivityResponse, findActivity } from './listActivity';
import { getGroupPerson } from './groupKeys';
import { addNewestName } from './rollups/readNewestNames';
import { ActivitySelection } from './selectActivity';

/** The sizes of an export's steps: large enough for few round trips, small enough for memory. */
export interface ExportSteps {
  /**
   * The number of rows per read. Batches larger than the default would live until a major garbage
   * collection, and take more memory.
   */
  batch: number;
  /** The minimum number of rows whose groups are counted together. */
  minGroupedRows: number;
}

export const defaultSteps: ExportSteps = { batch: 500, minGroupedRows: 20_000 };

/**
 * Yields all rows of a selection, newest first, in batches. Every query is short and continues in an
 * index where the previous one ended.
 *
 * @param onPerson - called with the person of each row, even if the name is hidden from the reader
 */
export async function* streamActivityBatches(
  knex: Knex,
  selection: ActivitySelection,
  { batch }: ExportSteps = defaultSteps,
  onPerson: (user_id: string) => void = () => {},
): AsyncGenerator<Activity[]> {
  let beforeId: string | undefined;
  for (;;) {
    const rows = await findActivity(knex, selection, {
      limit: batch,
      beforeId,
    });
    yield rows.map(row => {
      onPerson(row.user_id);
      return toActivityResponse(row, selection);
    });
    if (rows.length < batch) {
      return;
    }
    beforeId = rows[rows.length - 1].id;
  }
}

/** Like `streamActivityBatches`, row by row. */
export async function* streamActivityRows(
  ...options: Parameters<typeof streamActivityBatches>
): AsyncGenerator<Activity> {
  for await (const batch of streamActivityBatches(...options)) {
    yield* batch;
  }
}

/**
 * Counts by day, person and action, a few days at a time, so that few groups are in memory.
 */
export async function* streamActivityGroups(
  knex: Knex,
  selection: ActivitySelection,
  { minGroupedRows }: ExportSteps = defaultSteps,
): AsyncGenerator<ActivityGroup> {
  const days = await countByDimensions({ knex }, selection, {
    dimensions: ['date'],
    weekStart: 1,
    orderBy: 'key',
  });
  for (const [start, end] of joinDays(days, minGroupedRows)) {
    const filter = { ...selection.filter, start, end };
    yield* streamDailyGroups(knex, { ...selection, filter });
  }
}

/** Joins days, in order, to ranges of at least `rows` rows each; the last range may have fewer. */
function joinDays(
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

/** The number of groups parsed to objects per step. */
const GROUPS_PER_PART = 250;

type GroupCells = [
  day: number,
  user_id: string,
  action: string,
  count: number,
  user_name: string,
];

/**
 * Counts a selection by day, person and action, in this order. Results stay text until they are read:
 * as objects they would be many times as large and live until a major garbage collection.
 */
async function* streamDailyGroups(
  knex: Knex,
  selection: ActivitySelection,
): AsyncGenerator<ActivityGroup> {
  const groups = queryGroups({ knex }, selection, {
    dimensions: ['date', 'user', 'action'],
    weekStart: 1,
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
  const byPerson = positions ? positions.order : 'user_id';
  const numbered = named.select(
    knex.raw(
      `row_number() OVER (ORDER BY day, ${byPerson}, action) - 1 AS position`,
    ),
  );
  const columns = ['day', 'user_id', 'action', 'count', 'user_name'];
  const list = jsonListSql(knex, columns, 'position');
  const parts: Array<{ cells: string }> = await knex
    .from(numbered.as('numbered'))
    .select(knex.raw(`CAST(${list} AS text) AS cells`))
    .groupByRaw(divideSql('position', GROUPS_PER_PART))
    .orderByRaw('min(position)');
  for (const part of parts) {
    const rows: GroupCells[] = JSON.parse(part.cells);
    for (const [day, user_id, action, count, user_name] of rows) {
      const date = getDateFromDayNumber(Number(day));
      const person = getGroupPerson(selection, user_id, user_name);
      yield { date, ...person, action, count: Number(count) };
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

/** Converts a row of the log to the columns of `buildRawColumns`. */
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

/** The columns of the `Summary` worksheet. */
export const summaryColumns: Column[] = [
  { header: 'User', kind: 'text', width: 26 },
  { header: 'Date', kind: 'date', width: 12 },
  { header: 'Action', kind: 'text', width: 16 },
  { header: 'Count', kind: 'number', width: 10 },
];

/** Converts a group by person, date and action to `summaryColumns`. */
export function toSummaryRow(group: ActivityGroup): Row {
  return [group.user_name, group.date, group.action, group.count];
}
