import { Activity } from '@callboard/plugin-callboard-common';
import { Knex } from 'knex';
import { ActivityGroup, countByDimensions } from './countByDimensions';
import { streamDailyGroups } from './streamDailyGroups';
import { toActivityResponse, findActivity } from './listActivity';
import { ActivitySelection } from './selectActivity';

/** The sizes of export steps: few round trips and little memory. */
export interface ExportSteps {
  /**
   * The number of rows per read. Larger batches survive the garbage collector's young generation, and
   * memory grows.
   */
  batch: number;
  /** Rows whose groups are counted together. */
  span: number;
}

export const defaultSteps: ExportSteps = { batch: 500, span: 20_000 };

/**
 * Yields all rows of a selection, newest first, in batches. Every query is short and continues in an
 * index where the previous one ended.
 *
 * @param see - called with the person of each row, even if the name is hidden from the reader
 */
export async function* streamActivityBatches(
  knex: Knex,
  selection: ActivitySelection,
  { batch }: ExportSteps = defaultSteps,
  see: (user_id: string) => void = () => {},
): AsyncGenerator<Activity[]> {
  let beforeId: string | undefined;
  for (;;) {
    const rows = await findActivity(knex, selection, {
      limit: batch,
      beforeId,
    });
    yield rows.map(row => {
      see(row.user_id);
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
 * Counts by day, person and action; a few days at a time, so that each row is
 * counted once and few groups are in memory.
 */
export async function* streamActivityGroups(
  knex: Knex,
  selection: ActivitySelection,
  { span }: ExportSteps = defaultSteps,
): AsyncGenerator<ActivityGroup> {
  const days = await countByDimensions({ knex }, selection, {
    dimensions: ['date'],
    weekStart: 1,
    orderBy: 'key',
  });
  for (const [start, end] of joinDays(days, span)) {
    const filter = { ...selection.filter, start, end };
    yield* streamDailyGroups(knex, { ...selection, filter });
  }
}

/** Joins days that follow each other until they have enough rows. */
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
