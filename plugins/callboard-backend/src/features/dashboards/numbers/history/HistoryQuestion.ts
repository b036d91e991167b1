import { ChartOverTime, DayRange } from '@callboard/plugin-callboard-common';
import { Question } from '../Question';

/** A query for a chart over time, which always has a range. */
export type HistoryQuestion<Chart extends ChartOverTime = ChartOverTime> =
  Question & { chart: Chart; range: DayRange };

/** Whether a query is for a chart over time. */
export function isOfHistory(question: Question): question is HistoryQuestion {
  return question.chart !== undefined && question.range !== undefined;
}
