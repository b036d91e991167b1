import {
  SummaryPart,
  WorklogFilters,
  WorklogSummary,
} from '@callboard/plugin-callboard-common';
import { RequestContext } from '../../../access/Caller';
import { toTimeViewer } from '../worklogs/whereTimeVisible';
import { Granularity, listSummarySpans } from './listSummarySpans';
import { MAX_ENTRIES, SummaryAxis, SummaryReadModel } from './SummaryReadModel';
import { toSpanTotals, toTotals } from './toTotals';

/** Filters of a summary of worklogs. */
export type SummaryFilters = Omit<WorklogFilters, 'work_item_id' | 'q'>;

const granularities: readonly Granularity[] = ['day', 'week', 'month'];

/** The optional groupings by a column; the others are by day, week or month. */
const columnParts = [
  'project',
  'department',
  'activity_type',
  'billable',
] as const satisfies readonly SummaryPart[];

/** Summarises worklogs for their readers. */
export class Summaries {
  constructor(private readonly readModel: SummaryReadModel) {}

  /** Summarises the worklogs that the caller may read, of a project or the whole workspace. */
  async summarise(
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
    const filter = { ...filters, viewer: toTimeViewer(context) };
    const { total, sums } = await this.readModel.sumByAxis(filter, axes);
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
}
