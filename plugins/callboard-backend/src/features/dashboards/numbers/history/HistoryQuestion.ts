import { ChartOverTime, DayRange } from '@callboard/plugin-callboard-common';
import { Question } from '../Question';

/** A question of a chart over time, which always has days. */
export type HistoryQuestion<Chart extends ChartOverTime = ChartOverTime> =
  Question & { chart: Chart; range: DayRange };

/** Whether a question is of a chart over time. */
export function isOfHistory(question: Question): question is HistoryQuestion {
  return question.chart !== undefined && question.range !== undefined;
}
