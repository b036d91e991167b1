import { ChartBars, DrawnChartType } from './ChartRequest';

/**
 * The groups of a chart, key and name, in the order in which they are drawn. What is
 * done lies at the bottom of a cumulative flow, and what has not begun at its top.
 */
export function groupsOf(
  chart_type: DrawnChartType,
  { schema }: ChartBars,
): Array<[key: string, name: string]> {
  const groups = Object.entries(schema);
  return chart_type === 'cumulative_flow' ? groups.reverse() : groups;
}
