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
} from '../rules/workingDays';
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

/** The sums of each requested axis, and the total. */
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

/** The minutes of a day, week or month. */
interface SpanSum {
  /** The day, the first day of the week, or `YYYY-MM`. */
  span: string;
  total_minutes: number;
}

/** The type of the entries in each list of the response. */
type SummaryEntries = {
  [List in Exclude<
    keyof WorklogSummary,
    'total_duration_minutes' | 'truncated'
  >]-?: NonNullable<WorklogSummary[List]>[number];
};

/** Converts axis sums to the response. */
const toTotals = {
  member: ({ key, name, minutes }): SummaryEntries['by_member'] => ({
    member_id: key!,
    display_name: name ?? parseEntityRef(key!).name,
    total_minutes: minutes,
  }),
  issue: (sum): SummaryEntries['by_issue'] => ({
    issue_id: sum.key!,
    issue_name: sum.name!,
    identifier: formatItemIdentifier(sum.identifier!, sum.number!),
    estimate_time: sum.estimate_time,
    total_minutes: sum.minutes,
  }),
  project: (sum): SummaryEntries['by_project'] => ({
    project_id: sum.key!,
    name: sum.name!,
    identifier: sum.identifier!,
    total_minutes: sum.minutes,
  }),
  department: ({ key, name, minutes }): SummaryEntries['by_department'] => ({
    department_id: key,
    name,
    total_minutes: minutes,
  }),
  activity_type: ({ key, minutes }): SummaryEntries['by_activity_type'] => ({
    activity_type: key,
    total_minutes: minutes,
  }),
  // SQLite and PostgreSQL format booleans differently.
  billable: ({ key, minutes }): SummaryEntries['by_billable'] => ({
    is_billable: key === 'true' || key === '1',
    total_minutes: minutes,
  }),
} satisfies Record<Exclude<SummaryAxis, 'day'>, (sum: AxisSum) => object>;

/** Converts span sums to the response. */
const toSpanTotals = {
  day: ({ span, total_minutes }) => ({ date: span, total_minutes }),
  week: ({ span, total_minutes }) => ({ week: span, total_minutes }),
  month: ({ span, total_minutes }) => ({ month: span, total_minutes }),
} satisfies Record<Granularity, (sum: SpanSum) => object>;

/** Summarises the worklogs that the caller may read and that match the filters. */
export async function summariseWorklogs(
  { knex, reader }: Pick<Core, 'knex' | 'reader'>,
  context: RequestContext,
  filters: SummaryFilters,
  include: readonly SummaryPart[] = [],
): Promise<WorklogSummary> {
  const kinds = granularities.filter(kind => include.includes(kind));
  const axes: SummaryAxis[] = [
    'member',
    'issue',
    ...(kinds.length > 0 ? (['day'] as const) : []),
    ...columnParts.filter(part => include.includes(part)),
  ];
  const viewer = await readTimeViewer(knex, context);
  const selection = { ...filters, viewer };
  const { total, sums } = await sumByAxis(reader, selection, axes);
  const spanOptions = {
    ...filters,
    weekStart: context.workspace.week_start,
    maxSpans: MAX_ENTRIES + 1,
  };
  const spans = new Map(
    kinds.map(kind => [
      kind,
      listSummarySpans(kind, sums.get('day')!, spanOptions),
    ]),
  );
  let truncated = false;
  const toLimitedResponse = <S, T>(
    list: S[] | undefined,
    toResponse: (sum: S) => T,
  ) => {
    truncated ||= list !== undefined && list.length > MAX_ENTRIES;
    return list?.slice(0, MAX_ENTRIES).map(toResponse);
  };
  return {
    total_duration_minutes: total,
    by_member: toLimitedResponse(sums.get('member'), toTotals.member)!,
    by_issue: toLimitedResponse(sums.get('issue'), toTotals.issue)!,
    by_day: toLimitedResponse(spans.get('day'), toSpanTotals.day),
    by_week: toLimitedResponse(spans.get('week'), toSpanTotals.week),
    by_month: toLimitedResponse(spans.get('month'), toSpanTotals.month),
    by_project: toLimitedResponse(sums.get('project'), toTotals.project),
    by_department: toLimitedResponse(
      sums.get('department'),
      toTotals.department,
    ),
    by_activity_type: toLimitedResponse(
      sums.get('activity_type'),
      toTotals.activity_type,
    ),
    by_billable: toLimitedResponse(sums.get('billable'), toTotals.billable),
    ...(truncated ? { truncated: true as const } : {}),
  };
}

/**
 * Sums days into spans, in order and including empty spans. Without a range, the spans cover the
 * first to the last day with logged time.
 *
 * @param days - the days with time, in order
 * @param range - `weekStart`: 1 for Monday; `maxSpans`: the maximum number of spans
 */
function listSummarySpans(
  kind: Granularity,
  days: readonly AxisSum[],
  range: {
    date_from?: string;
    date_to?: string;
    weekStart: number;
    maxSpans: number;
  },
): SpanSum[] {
  const { toSpan, next } = buildSpanFunctions(kind, range.weekStart);
  const sums = new Map<string, number>();
  for (const { key, minutes } of days) {
    const span = toSpan(key!);
    sums.set(span, (sums.get(span) ?? 0) + minutes);
  }
  const first = range.date_from ?? days[0]?.key ?? range.date_to;
  const last = range.date_to ?? days[days.length - 1]?.key ?? first;
  if (!first || first > last!) {
    return [];
  }
  const end = toSpan(last!);
  const spans = [toSpan(first)];
  while (spans.length < range.maxSpans && spans[spans.length - 1] < end) {
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
