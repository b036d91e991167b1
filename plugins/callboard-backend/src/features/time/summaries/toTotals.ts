import { parseEntityRef } from '@backstage/catalog-model';
import { WorklogSummary } from '@callboard/plugin-callboard-common';
import { formatItemIdentifier } from '../../work/items/readWorkItems';
import { AxisSum, SummaryAxis } from './SummaryReadModel';
import { Granularity, SpanSum } from './listSummarySpans';

type SummaryEntries = {
  [List in Exclude<
    keyof WorklogSummary,
    'total_duration_minutes' | 'truncated'
  >]-?: NonNullable<WorklogSummary[List]>[number];
};

/** Converts axis sums to the response. */
export const toTotals = {
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
export const toSpanTotals = {
  day: ({ span, total_minutes }) => ({ date: span, total_minutes }),
  week: ({ span, total_minutes }) => ({ week: span, total_minutes }),
  month: ({ span, total_minutes }) => ({ month: span, total_minutes }),
} satisfies Record<Granularity, (sum: SpanSum) => object>;
