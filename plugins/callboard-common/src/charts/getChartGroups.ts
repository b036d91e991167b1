import { ChartBars, DrawnChartType } from './ChartRequest';

/**
 * The groups of a chart, key and name, in drawing order. A cumulative flow has completed work at
 * the bottom and backlog at the top.
 */
export function getChartGroups(
  chart_type: DrawnChartType,
  { schema }: ChartBars,
): Array<[key: string, name: string]> {
  const groups = Object.entries(schema);
  return chart_type === 'cumulative_flow' ? groups.reverse() : groups;
}
