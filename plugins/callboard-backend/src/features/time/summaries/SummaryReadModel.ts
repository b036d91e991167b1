import { SummaryPart } from '@callboard/plugin-callboard-common';
import { Knex } from 'knex';
import { inSnapshot } from '../../../database/inSnapshot';
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
   * them. Each axis is a statement of its own: grouped by all of them at once,
   * hardly two entries would share a group, and PostgreSQL would use one core.
   *
   * @returns for each axis no more than one entry beyond the limit
   */
  async sums(
    filter: WorklogFilter,
    axes: readonly SummaryAxis[],
  ): Promise<ReadonlyMap<SummaryAxis, AxisSums>> {
    return inSnapshot(this.knex, async snapshot => {
      const found = new Map<SummaryAxis, AxisSums>();
      for (const axis of axes) {
        found.set(axis, await sumsBy(snapshot, filter, axis));
      }
      return found;
    });
  }
}

async function sumsBy(
  knex: Knex,
  filter: WorklogFilter,
  axis: SummaryAxis,
): Promise<AxisSums> {
  const column = `worklogs.${columns[axis]}`;
  const query = selectFiltered(knex, filter)
    .select(`${column} as key`)
    .sum({ minutes: 'worklogs.duration_minutes' })
    .select(knex.raw('sum(sum(worklogs.duration_minutes)) OVER () AS total'))
    .groupBy(column);
  const rows: any[] =
    axis === 'day'
      ? await query.orderBy(column)
      : await query
          .orderBy([{ column: 'minutes', order: 'desc' }, { column }])
          .limit(MOST_ENTRIES + 1);
  return {
    sums: rows.map(({ key, minutes }) => ({
      key: key === null ? null : String(key),
      minutes: Number(minutes),
    })),
    total: Number(rows[0]?.total ?? 0),
  };
}
