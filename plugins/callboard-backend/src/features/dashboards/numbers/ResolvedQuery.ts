import {
  ChartOverTime,
  DayRange,
  Interval,
  NumberAxisName,
  NumberMetricName,
  MetricSource,
  WidgetFilters,
} from '@callboard/plugin-callboard-common';
import { Viewer, WorkspaceAccess } from '../../../access/Caller';
import {
  ProjectViewer,
  toProjectViewer,
} from '../../../access/visibility/whereProjectVisible';
import { ActivityPseudonymiser } from '../../../pseudonyms/ActivityPseudonymiser';
import { TimeViewer, toTimeViewer } from '../../time/worklogs/whereTimeVisible';

/** The viewer for whom numbers are counted. */
export interface MetricViewer {
  work: ProjectViewer;
  time: TimeViewer;
  /** Pseudonymises people in activity for viewers who must not see names. */
  pseudonymiser?: ActivityPseudonymiser;
  /**
   * The projects that contain everything the viewer sees of a query. They help the query planner,
   * which cannot infer them from the access rules.
   */
  within?: readonly string[];
}

/** Returns the viewer whose visibility limits the numbers; the pseudonymiser is set separately. */
export function toNumberViewer(
  viewer: WorkspaceAccess & { caller: Pick<Viewer['caller'], 'user_ref'> },
): MetricViewer {
  return { work: toProjectViewer(viewer), time: toTimeViewer(viewer) };
}

/** The key of a bar or group on an axis. */
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
   * The date of work items that the range applies to; by default, the first axis with a date, or
   * else the creation date.
   */
  date?: NumberAxisName;
  /** The requested days; all by default. */
  range?: DayRange;
  /** The range of the same length right before the requested one. */
  previous?: DayRange;
  /** The zone that assigns instants to days. */
  zone: string;
  /** 1 for Monday to 7 for Sunday. */
  weekStart: number;
  /** Today in the zone. */
  today: string;
  /** Only rows behind these bars and groups. */
  only?: readonly AxisKey[];
  /** The maximum number of bars. By default, date axes have as many as fit a chart. */
  limit?: number;
}

/** A query for a chart over time, which always has a range. */
export type ResolvedHistoryQuery<Chart extends ChartOverTime = ChartOverTime> =
  ResolvedQuery & { chart: Chart; range: DayRange };

/** Whether a query is for a chart over time. */
export function isHistoryQuery(
  resolvedQuery: ResolvedQuery,
): resolvedQuery is ResolvedHistoryQuery {
  return resolvedQuery.chart !== undefined && resolvedQuery.range !== undefined;
}
