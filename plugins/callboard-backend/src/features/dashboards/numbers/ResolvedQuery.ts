import {
  ChartOverTime,
  DayRange,
  Interval,
  MetricSource,
  NumberAxisName,
  NumberMetricName,
  WidgetFilters,
} from '@callboard/plugin-callboard-common';
import { ProjectViewer } from '../../../access/visibility/whereProjectVisible';
import { ActivityPseudonymiser } from '../../../pseudonyms/ActivityPseudonymiser';
import { LogReader } from '../../../access/visibility/whereVisible';
import { TimeViewer } from '../../time/worklogs/whereTimeVisible';

export interface MetricViewer {
  work: ProjectViewer;
  time: TimeViewer;
  /** The reader of the activity log; undefined if they see all of it. */
  log: LogReader | undefined;
  /** Pseudonymises people in activity for viewers who must not see names. */
  pseudonymiser?: ActivityPseudonymiser;
  /**
   * The ids of all projects in which the viewer sees rows of the query. They help the query
   * planner, which cannot infer them from the access rules.
   */
  projectIds?: readonly string[];
}

export interface AxisKey {
  axis: NumberAxisName;
  key: string;
}

/** A fully resolved query: equal queries have equal results. */
export interface ResolvedQuery {
  workspace_id: string;
  source: MetricSource;
  metric: NumberMetricName;
  x_axis: NumberAxisName | null;
  group_by: NumberAxisName | null;
  interval: Interval;
  filters: WidgetFilters;
  /** A chart of the history of items, which has no axis. */
  chart?: ChartOverTime;
  /**
   * The axis of the date of a work item that must be in the range. By default, the first axis with
   * a date; without such an axis, the creation date.
   */
  date?: NumberAxisName;
  /** The requested days; undefined for all days. */
  range?: DayRange;
  /** The range of the same length right before the requested one. */
  previous?: DayRange;
  /** The zone that assigns instants to days. */
  zone: string;
  /** 1 for Monday to 7 for Sunday. */
  weekStart: number;
  /** Today in the zone. */
  today: string;
  /** Restricts the rows to those behind these bars and groups. */
  selectedKeys?: readonly AxisKey[];
  /** The maximum number of bars. By default, date axes have as many bars as fit a chart. */
  limit?: number;
}

/** A query for a chart over time, which always has a range. */
export type ResolvedHistoryQuery<Chart extends ChartOverTime = ChartOverTime> =
  ResolvedQuery & { chart: Chart; range: DayRange };

export function isHistoryQuery(
  resolvedQuery: ResolvedQuery,
): resolvedQuery is ResolvedHistoryQuery {
  return resolvedQuery.chart !== undefined && resolvedQuery.range !== undefined;
}
