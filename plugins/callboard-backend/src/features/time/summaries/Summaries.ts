import {
  SummaryPart,
  WorklogFilters,
  WorklogSummary,
} from '@callboard/plugin-callboard-common';
import { Asker } from '../../../access/Caller';
import { timeViewerOf } from '../worklogs/whereTimeVisible';
import { SpanKind, SpanSum, spansOf } from './spansOf';
import { SummaryNames } from './SummaryNames';
import {
  AxisSum,
  SummaryAxis,
  MOST_ENTRIES,
  SummaryReadModel,
} from './SummaryReadModel';

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
  constructor(
    private readonly deps: { readModel: SummaryReadModel; names: SummaryNames },
  ) {}

  /** The time that the caller may read, of a project or of all. */
  async summarise(
    asker: Asker,
    filters: SummaryFilters,
    include: readonly SummaryPart[] = [],
  ): Promise<WorklogSummary> {
    const { readModel, names } = this.deps;
    const kinds = spanKinds.filter(kind => include.includes(kind));
    const axes: SummaryAxis[] = [
      'member',
      'issue',
      ...(kinds.length > 0 ? (['day'] as const) : []),
      ...columnParts.filter(part => include.includes(part)),
    ];
    const filter = { ...filters, viewer: timeViewerOf(asker) };
    const sums = await readModel.sums(filter, axes);
    const spans = new Map(
      kinds.map(kind => [
        kind,
        spansOf(kind, sums.get('day')!.sums, {
          ...filters,
          weekStart: asker.workspace.week_start,
          most: MOST_ENTRIES + 1,
        }),
      ]),
    );
    const lists = [
      ...axes.filter(axis => axis !== 'day').map(axis => sums.get(axis)!.sums),
      ...spans.values(),
    ];
    const of = (axis: SummaryAxis) =>
      sums.get(axis)?.sums.slice(0, MOST_ENTRIES);
    return {
      total_duration_minutes: sums.get('member')!.total,
      by_member: await names.ofMembers(of('member')!),
      by_issue: await names.ofIssues(of('issue')!),
      ...spansOnWire(spans),
      by_project: await names.ofProjects(of('project')),
      by_department: await names.ofDepartments(of('department')),
      by_activity_type: of('activity_type')?.map(({ key, minutes }) => ({
        activity_type: key,
        total_minutes: minutes,
      })),
      by_billable: of('billable')?.map(billableOnWire),
      ...(lists.some(list => list.length > MOST_ENTRIES)
        ? { truncated: true as const }
        : {}),
    };
  }
}

function spansOnWire(spans: ReadonlyMap<SpanKind, readonly SpanSum[]>) {
  const list = <Key extends string>(kind: SpanKind, key: Key) =>
    spans
      .get(kind)
      ?.slice(0, MOST_ENTRIES)
      .map(
        ({ span, total_minutes }) =>
          ({ [key]: span, total_minutes } as Record<Key, string> & {
            total_minutes: number;
          }),
      );
  return {
    by_day: list('day', 'date'),
    by_week: list('week', 'week'),
    by_month: list('month', 'month'),
  };
}

/** Both engines spell what is true in a way of their own. */
function billableOnWire({ key, minutes }: AxisSum) {
  return {
    is_billable: key === 'true' || key === '1',
    total_minutes: minutes,
  };
}
