import { SummaryPart } from '@callboard/plugin-callboard-common';
import { Knex } from 'knex';
import { uuidSql } from '../../../database/dialect';
import { queryRows } from '../../../database/statements';
import { selectSumsByEach } from '../../../database/sql/aggregates';
import {
  selectVisibleWorklogs,
  WorklogSelection,
} from '../worklogs/whereTimeVisible';

/** The maximum number of entries in a list; longer lists are truncated. */
export const MAX_ENTRIES = 1_000;

/** The labels of an axis value; null for labels that the axis does not have. */
interface AxisLabels {
  name: string | null;
  identifier: string | null;
  number: number | null;
  estimate_time: number | null;
}

const labelTypes = {
  name: 'text',
  identifier: 'text',
  number: 'integer',
  estimate_time: 'integer',
} as const satisfies Record<keyof AxisLabels, string>;

/** A dimension to group time by; weeks and months are aggregated from days. */
interface Axis {
  column: string;
  /** SQL that joins labels to the sums; `id` is the key cast to an id. */
  join?: (id: string) => string;
  labels?: Partial<Record<keyof AxisLabels, string>>;
}

/** The joins include deleted work items and departments, so their sums have names. */
const axisDefinitions = {
  member: {
    column: 'logged_by',
    join: () => 'LEFT JOIN people ON people.user_ref = sum.key',
    labels: { name: 'people.display_name' },
  },
  issue: {
    column: 'work_item_id',
    join: id => `JOIN work_items ON work_items.id = ${id}
      JOIN projects ON projects.id = work_items.project_id`,
    labels: {
      name: 'work_items.title',
      identifier: 'projects.identifier',
      number: 'work_items.number',
      estimate_time: 'work_items.estimate_time',
    },
  },
  day: { column: 'logged_at' },
  project: {
    column: 'project_id',
    join: id => `JOIN projects ON projects.id = ${id}`,
    labels: { name: 'projects.name', identifier: 'projects.identifier' },
  },
  department: {
    column: 'department_id',
    join: id => `LEFT JOIN departments ON departments.id = ${id}`,
    labels: { name: 'departments.name' },
  },
  activity_type: { column: 'activity_type' },
  billable: { column: 'is_billable' },
} as const satisfies Partial<Record<'member' | 'issue' | SummaryPart, Axis>>;

export type SummaryAxis = keyof typeof axisDefinitions;

/** The minutes of an axis value; the key is null for worklogs without a value. */
export interface AxisSum extends AxisLabels {
  key: string | null;
  minutes: number;
}

/** The sums of each requested axis, and the total. */
interface TimeSums {
  sums: ReadonlyMap<SummaryAxis, AxisSum[]>;
  total: number;
}

/**
 * Sums each axis with its labels, most minutes first; days in order, without limit. Runs a single
 * statement, so that all sums are from one snapshot.
 *
 * @returns for each axis other than days, at most one entry more than `MAX_ENTRIES`
 */
export async function sumByAxis(
  knex: Knex,
  selection: WorklogSelection,
  axes: readonly SummaryAxis[],
): Promise<TimeSums> {
  const allSums = selectSumsByEach(
    knex,
    () => selectVisibleWorklogs(knex, selection),
    axes.map(axis => [axis, `worklogs.${axisDefinitions[axis].column}`]),
    'worklogs.duration_minutes',
  );
  const rows = await queryRows(
    knex,
    `WITH sums AS MATERIALIZED (SELECT * FROM ?)
    SELECT *, (SELECT sum(total) FROM sums WHERE axis = '${
      axes[0]
    }') AS all_minutes
    FROM (${axes
      .map(axis => buildLabelledSumsSql(knex, axis))
      .join(' UNION ALL ')}) AS named
    ORDER BY CASE axis WHEN 'day' THEN "key" END, total DESC, "key"`,
    [allSums.as('each_sum')],
  );
  const sums = new Map<SummaryAxis, AxisSum[]>(axes.map(axis => [axis, []]));
  for (const { axis, key, total, all_minutes: _all, ...labels } of rows) {
    sums.get(axis)!.push({ key, minutes: Number(total), ...labels });
  }
  return { sums, total: Number(rows[0]?.all_minutes ?? 0) };
}

/** Builds SQL for the returned sums of an axis, with their labels. */
function buildLabelledSumsSql(knex: Knex, axis: SummaryAxis): string {
  const { join, labels = {} }: Axis = axisDefinitions[axis];
  const columns = Object.entries(labelTypes).map(
    ([label, type]) =>
      `${
        labels[label as keyof AxisLabels] ?? `cast(NULL AS ${type})`
      } AS ${label}`,
  );
  const limitSql =
    axis === 'day' ? '' : `ORDER BY total DESC, "key" LIMIT ${MAX_ENTRIES + 1}`;
  const sumsSql = `SELECT * FROM sums WHERE axis = '${axis}' ${limitSql}`;
  const idSql = uuidSql(knex, 'sum.key');
  return `SELECT sum.*, ${columns.join(', ')} FROM (${sumsSql}) AS sum ${
    join?.(idSql) ?? ''
  }`;
}
