import { ChartOverTime, DayRange } from '@callboard/plugin-callboard-common';
import { ResolvedQuery } from '../ResolvedQuery';

/** A query for a chart over time, which always has a range. */
export type ResolvedHistoryQuery<Chart extends ChartOverTime = ChartOverTime> =
  ResolvedQuery & { chart: Chart; range: DayRange };

/** Whether a query is for a chart over time. */
export function isHistoryQuery(
  resolvedQuery: ResolvedQuery,
): resolvedQuery is ResolvedHistoryQuery {
  return resolvedQuery.chart !== undefined && resolvedQuery.range !== undefined;
}
