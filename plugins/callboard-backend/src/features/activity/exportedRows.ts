import { Activity } from '@callboard/plugin-callboard-common';
import { Knex } from 'knex';
import { ActivityGroup, countByDimensions } from './countByDimensions';
import { dailyGroups } from './dailyGroups';
import { toActivityResponse, findActivity } from './listActivity';
import { ActivitySelection } from './selectActivity';

/** How much an export does at a time: few round trips, and little memory. */
export interface ExportSteps {
  /**
   * Rows that are read at a time. With more of them they outlive what the
   * garbage collector takes for short-lived, and memory grows.
   */
  batch: number;
  /** Rows whose groups are counted together. */
  span: number;
}

export const defaultSteps: ExportSteps = { batch: 500, span: 20_000 };

/**
 * All rows of a selection, newest first, in batches. Every query is short and goes
 * through an index from where the last one ended.
 *
 * @param see - told whose each row is, also where the reader does not see that
 */
export async function* exportedBatches(
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

/** The same, row by row. */
export async function* exportedRows(
  ...options: Parameters<typeof exportedBatches>
): AsyncGenerator<Activity> {
  for await (const batch of exportedBatches(...options)) {
    yield* batch;
  }
}

/**
 * Counts by day, person and action; a few days at a time, so that each row is
 * counted once and few groups are in memory.
 */
export async function* exportedGroups(
  knex: Knex,
  selection: ActivitySelection,
  { span }: ExportSteps = defaultSteps,
): AsyncGenerator<ActivityGroup> {
  const days = await countByDimensions({ knex }, selection, {
    dimensions: ['date'],
    weekStart: 1,
    orderBy: 'key',
  });
  for (const [start, end] of spansOf(days, span)) {
    const filter = { ...selection.filter, start, end };
    yield* dailyGroups(knex, { ...selection, filter });
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
