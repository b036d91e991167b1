import {
  SummaryPart,
  WorklogFilters,
  WorklogSummary,
} from '@callboard/plugin-callboard-common';
import { parseEntityRef } from '@backstage/catalog-model';
import { Knex } from 'knex';
import { RequestContext } from '../../../access/Caller';
import { Core } from '../../../core/Core';
import { formatItemIdentifier } from '../../work/items/WorkItemRow';
import {
  getWeekStart,
  toMonth,
  getNextMonth,
  addDays,
} from '../../../database/zones';
import {
  readTimeViewer,
  selectVisibleWorklogs,
  WorklogSelection,
} from '../worklogs/whereTimeVisible';
import { uuidSql } from '../../../database/dialect';
import { queryRows } from '../../../database/statements';
import { selectSumsByEach } from '../../../database/sql/aggregates';

/** The maximum number of entries in a list; longer lists are truncated. */
const MAX_ENTRIES = 1_000;

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

/** The joins include deleted work items and departments, so that their sums have names. */
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

type SummaryAxis = keyof typeof axisDefinitions;

/** The minutes of an axis value; the key is null for worklogs without a value. */
interface AxisSum extends AxisLabels {
  key: string | null;
  minutes: number;
}

interface TimeSums {
  sums: ReadonlyMap<SummaryAxis, AxisSum[]>;
  total: number;
}

/**
 * Sums the minutes of each value of each axis, and adds labels. Sorts days by date, and the values
 * of other axes by minutes, most first. Runs a single statement, so that all sums are from one
 * snapshot.
 *
 * @returns all days, and at most `MAX_ENTRIES` + 1 values of each other axis
 */
async function sumByAxis(
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

/** Filters of a summary of worklogs. */
type SummaryFilters = Omit<WorklogFilters, 'work_item_id' | 'q'>;

/** The granularity of spans. */
type Granularity = 'day' | 'week' | 'month';

const granularities: readonly Granularity[] = ['day', 'week', 'month'];

/** The optional groupings by a column. The other optional groupings are `granularities`. */
const columnParts = [
  'project',
  'department',
  'activity_type',
  'billable',
] as const satisfies readonly SummaryPart[];

interface SpanSum {
  /** The day, the first day of the week, or `YYYY-MM`. */
  span: string;
  total_minutes: number;
}

/** Summarises the worklogs that the caller may read and that match the filters. */
export async function summariseWorklogs(
  { knex, reader }: Pick<Core, 'knex' | 'reader'>,
  context: RequestContext,
  filters: SummaryFilters,
  include: readonly SummaryPart[] = [],
): Promise<WorklogSummary> {
  const isIncluded = (part: SummaryPart) => include.includes(part);
  const axes: SummaryAxis[] = [
    'member',
    'issue',
    ...(granularities.some(isIncluded) ? (['day'] as const) : []),
    ...columnParts.filter(isIncluded),
  ];
  const viewer = await readTimeViewer(knex, context);
  const selection = { ...filters, viewer };
  const { total, sums } = await sumByAxis(reader, selection, axes);
  const { week_start } = context.workspace;
  let truncated = false;
  const limit = <S, T>(list: S[], toEntry: (sum: S) => T): T[] => {
    truncated ||= list.length > MAX_ENTRIES;
    return list.slice(0, MAX_ENTRIES).map(toEntry);
  };
  const listAxis = <T>(axis: SummaryAxis, toEntry: (sum: AxisSum) => T) =>
    sums.has(axis) ? limit(sums.get(axis)!, toEntry) : undefined;
  const listSpans = <T>(kind: Granularity, toEntry: (sum: SpanSum) => T) =>
    isIncluded(kind)
      ? limit(
          listSummarySpans(kind, sums.get('day')!, filters, week_start),
          toEntry,
        )
      : undefined;
  const summary: WorklogSummary = {
    total_duration_minutes: total,
    by_member: limit(sums.get('member')!, ({ key, name, minutes }) => ({
      member_id: key!,
      display_name: name ?? parseEntityRef(key!).name,
      total_minutes: minutes,
    })),
    by_issue: limit(sums.get('issue')!, sum => ({
      issue_id: sum.key!,
      issue_name: sum.name!,
      identifier: formatItemIdentifier(sum.identifier!, sum.number!),
      estimate_time: sum.estimate_time,
      total_minutes: sum.minutes,
    })),
    by_day: listSpans('day', ({ span, total_minutes }) => ({
      date: span,
      total_minutes,
    })),
    by_week: listSpans('week', ({ span, total_minutes }) => ({
      week: span,
      total_minutes,
    })),
    by_month: listSpans('month', ({ span, total_minutes }) => ({
      month: span,
      total_minutes,
    })),
    by_project: listAxis('project', ({ key, name, identifier, minutes }) => ({
      project_id: key!,
      name: name!,
      identifier: identifier!,
      total_minutes: minutes,
    })),
    by_department: listAxis('department', ({ key, name, minutes }) => ({
      department_id: key,
      name,
      total_minutes: minutes,
    })),
    by_activity_type: listAxis('activity_type', ({ key, minutes }) => ({
      activity_type: key,
      total_minutes: minutes,
    })),
    by_billable: listAxis('billable', ({ key, minutes }) => ({
      // SQLite and PostgreSQL format booleans differently.
      is_billable: key === 'true' || key === '1',
      total_minutes: minutes,
    })),
  };
  return truncated ? { ...summary, truncated } : summary;
}

/**
 * Sums days into spans, in order and including empty spans. Without a range, the spans cover the
 * first to the last day with logged time.
 *
 * @param days - the days with time, in order
 * @param weekStart - 1 for Monday
 * @returns at most `MAX_ENTRIES` + 1 spans
 */
function listSummarySpans(
  kind: Granularity,
  days: readonly AxisSum[],
  { date_from, date_to }: SummaryFilters,
  weekStart: number,
): SpanSum[] {
  const { toSpan, next } = buildSpanFunctions(kind, weekStart);
  const sums = new Map<string, number>();
  for (const { key, minutes } of days) {
    const span = toSpan(key!);
    sums.set(span, (sums.get(span) ?? 0) + minutes);
  }
  const first = date_from ?? days[0]?.key ?? date_to;
  const last = date_to ?? days[days.length - 1]?.key ?? first;
  if (!first || first > last!) {
    return [];
  }
  const end = toSpan(last!);
  const spans = [toSpan(first)];
  while (spans.length <= MAX_ENTRIES && spans[spans.length - 1] < end) {
    spans.push(next(spans[spans.length - 1]));
  }
  return spans.map(span => ({ span, total_minutes: sums.get(span) ?? 0 }));
}

function buildSpanFunctions(kind: Granularity, weekStart: number) {
  const functionsByKind = {
    day: {
      toSpan: (date: string) => date,
      next: (day: string) => addDays(day, 1),
    },
    week: {
      toSpan: (date: string) => getWeekStart(date, weekStart),
      next: (week: string) => addDays(week, 7),
    },
    month: { toSpan: toMonth, next: getNextMonth },
  };
  return functionsByKind[kind];
}
