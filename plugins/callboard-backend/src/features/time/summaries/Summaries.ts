import {
  SummaryPart,
  WorklogFilters,
  WorklogSummary,
} from '@callboard/plugin-callboard-common';
import { Asker } from '../../../access/Caller';
import { timeViewerOf } from '../worklogs/whereTimeVisible';
import { SpanKind, spansOf } from './spansOf';
import {
  MOST_ENTRIES,
  SummaryAxis,
  SummaryReadModel,
} from './SummaryReadModel';
import { spansOnWire, sumsOnWire } from './sumsOnWire';

/** What time is summed up. */
export type SummaryFilters = Omit<WorklogFilters, 'work_item_id' | 'q'>;

const spanKinds: readonly SpanKind[] = ['day', 'week', 'month'];

/** The parts that are a column of their own. */
const columnParts = [
  'project',
  'department',
  'activity_type',
  'billable',
] as const satisfies readonly SummaryPart[];

/** Sums of time as people see them. */
export class Summaries {
  constructor(private readonly readModel: SummaryReadModel) {}

  /** The time that the caller may read, of a project or of all. */
  async summarise(
    asker: Asker,
    filters: SummaryFilters,
    include: readonly SummaryPart[] = [],
  ): Promise<WorklogSummary> {
    const kinds = spanKinds.filter(kind => include.includes(kind));
    const axes: SummaryAxis[] = [
      'member',
      'issue',
      ...(kinds.length > 0 ? (['day'] as const) : []),
      ...columnParts.filter(part => include.includes(part)),
    ];
    const filter = { ...filters, viewer: timeViewerOf(asker) };
    const { total, of } = await this.readModel.sums(filter, axes);
    const spanOptions = {
      ...filters,
      weekStart: asker.workspace.week_start,
      most: MOST_ENTRIES + 1,
    };
    const spans = new Map(
      kinds.map(kind => [kind, spansOf(kind, of.get('day')!, spanOptions)]),
    );
    let truncated = false;
    const told = <S, T>(list: S[] | undefined, onWire: (sum: S) => T) => {
      truncated ||= list !== undefined && list.length > MOST_ENTRIES;
      return list?.slice(0, MOST_ENTRIES).map(onWire);
    };
    return {
      total_duration_minutes: total,
      by_member: told(of.get('member'), sumsOnWire.member)!,
      by_issue: told(of.get('issue'), sumsOnWire.issue)!,
      by_day: told(spans.get('day'), spansOnWire.day),
      by_week: told(spans.get('week'), spansOnWire.week),
      by_month: told(spans.get('month'), spansOnWire.month),
      by_project: told(of.get('project'), sumsOnWire.project),
      by_department: told(of.get('department'), sumsOnWire.department),
      by_activity_type: told(of.get('activity_type'), sumsOnWire.activity_type),
      by_billable: told(of.get('billable'), sumsOnWire.billable),
      ...(truncated ? { truncated: true as const } : {}),
    };
  }
}
