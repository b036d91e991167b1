import { SummaryPart } from '@callboard/plugin-callboard-common';
import { Knex } from 'knex';
import { selectFiltered, WorklogFilter } from '../worklogs/selectFiltered';

/** A list with more entries than this is cut. */
export const MOST_ENTRIES = 1_000;

/** More days than dates can tell apart. */
const MOST_DAYS = 4_000_000;

/** What sums of time are told apart by: a list of the answer each. */
export type SummaryAxis = 'member' | 'issue' | SummaryPart;

/** The minutes of one value of an axis; null for what has no value. */
export interface AxisSum {
  key: string | null;
  minutes: number;
}

/** The column of each axis; a week or month is made of days afterwards. */
const columns: Record<Exclude<SummaryAxis, 'week' | 'month'>, string> = {
  member: 'logged_by',
  issue: 'work_item_id',
  day: 'logged_at',
  project: 'project_id',
  department: 'department_id',
  activity_type: 'activity_type',
  billable: 'is_billable',
};

/** An axis that is a column. */
export type ColumnAxis = keyof typeof columns;

/** Sums of time. */
export class SummaryReadModel {
  constructor(private readonly knex: Knex) {}

  /**
   * The sums of each axis, most minutes first; days in their order, and all of
   * them. One statement reads the entries once, however many axes.
   *
   * @returns for each axis no more than one entry beyond the limit
   */
  async sums(
    filter: WorklogFilter,
    axes: readonly ColumnAxis[],
  ): Promise<ReadonlyMap<ColumnAxis, AxisSum[]>> {
    const { knex } = this;
    const used = axes.map(axis => columns[axis]);
    const grouped = selectFiltered(knex, filter)
      .select(used.map(column => `worklogs.${column}`))
      .sum({ minutes: 'worklogs.duration_minutes' })
      .groupBy(used.map(column => `worklogs.${column}`));
    const parts = axes.map(axis => this.sumsOf(axis));
    const rows: any[] = await knex
      .with('grouped', grouped)
      .from(
        knex.raw(
          `(${parts.map(() => 'SELECT * FROM ?').join(' UNION ALL ')}) AS sums`,
          parts,
        ),
      )
      .select('*');
    return new Map(
      axes.map(axis => [
        axis,
        rows
          .filter(row => row.axis === axis)
          .map(({ key, minutes }) => ({ key, minutes: Number(minutes) })),
      ]),
    );
  }

  /** The minutes of all entries that a filter leaves. */
  async total(filter: WorklogFilter): Promise<number> {
    const [{ minutes }]: any[] = await selectFiltered(this.knex, filter).sum({
      minutes: 'worklogs.duration_minutes',
    });
    return Number(minutes ?? 0);
  }

  private sumsOf(axis: ColumnAxis): Knex.QueryBuilder {
    const { knex } = this;
    const column = columns[axis];
    const sums = knex('grouped')
      .select(knex.raw('? AS axis', [axis]))
      .select(knex.raw(`cast(${column} AS text) AS key`))
      .sum({ minutes: 'minutes' })
      .groupBy(column);
    const ordered =
      axis === 'day'
        ? sums.orderBy('key')
        : sums.orderBy([{ column: 'minutes', order: 'desc' }, 'key']);
    return ordered
      .limit(axis === 'day' ? MOST_DAYS : MOST_ENTRIES + 1)
      .as(axis);
  }
}
