import { SummaryPart } from '@callboard/plugin-callboard-common';
import { Knex } from 'knex';
import { selectFiltered, WorklogFilter } from '../worklogs/selectFiltered';

/** A list with more entries than this is cut. */
export const MOST_ENTRIES = 1_000;

/** The column of each axis; weeks and months are made of days afterwards. */
const columns = {
  member: 'logged_by',
  issue: 'work_item_id',
  day: 'logged_at',
  project: 'project_id',
  department: 'department_id',
  activity_type: 'activity_type',
  billable: 'is_billable',
} as const satisfies Partial<Record<'member' | 'issue' | SummaryPart, string>>;

/** What sums of time are told apart by. */
export type SummaryAxis = keyof typeof columns;

/** The minutes of one value of an axis; null for what has no value. */
export interface AxisSum {
  key: string | null;
  minutes: number;
}

/** The sums of an axis, and of all its values, also of those that are left out. */
export interface AxisSums {
  sums: AxisSum[];
  total: number;
}

/** Sums of time. */
export class SummaryReadModel {
  constructor(private readonly knex: Knex) {}

  /**
   * The sums of each axis, most minutes first; days in their order, and all of
   * them. One statement, so that all are of one moment, in which each axis goes
   * through the entries by itself: grouped by all of them at once, hardly two
   * entries would share a group.
   *
   * @returns for each axis no more than one entry beyond the limit
   */
  async sums(
    filter: WorklogFilter,
    axes: readonly SummaryAxis[],
  ): Promise<ReadonlyMap<SummaryAxis, AxisSums>> {
    const { knex } = this;
    const parts = axes.map(axis => sumsBy(knex, filter, axis));
    const rows: any[] = await knex
      .from(
        knex.raw(
          `(${parts.map(() => 'SELECT * FROM ?').join(' UNION ALL ')}) AS sums`,
          parts,
        ),
      )
      .select('*');
    const found = new Map<SummaryAxis, AxisSums>(
      axes.map(axis => [axis, { sums: [], total: 0 }]),
    );
    for (const { axis, key, minutes, total } of rows) {
      const of = found.get(axis)!;
      of.sums.push({ key, minutes: Number(minutes) });
      of.total = Number(total);
    }
    return found;
  }
}

function sumsBy(
  knex: Knex,
  filter: WorklogFilter,
  axis: SummaryAxis,
): Knex.QueryBuilder {
  const column = `worklogs.${columns[axis]}`;
  const query = selectFiltered(knex, filter)
    .select(knex.raw('? AS axis', [axis]))
    .select(knex.raw(`cast(${column} AS text) AS "key"`))
    .sum({ minutes: 'worklogs.duration_minutes' })
    .select(knex.raw('sum(sum(worklogs.duration_minutes)) OVER () AS total'))
    .groupBy(column);
  const ordered =
    axis === 'day'
      ? query.orderBy(column)
      : query
          .orderBy([{ column: 'minutes', order: 'desc' }, { column }])
          .limit(MOST_ENTRIES + 1);
  return ordered.as(axis);
}
