import { createBarOption } from './createBarOption';
import { ChartOption } from './ChartOption';
import { ChartRequest, DrawnChartType } from './ChartRequest';
import { createCycleTimeOption } from './createCycleTimeOption';
import { createDonutOption } from './createDonutOption';
import { createHeatmapOption } from './createHeatmapOption';
import { createLineOption } from './createLineOption';

const optionBuilders: Record<
  DrawnChartType,
  (request: ChartRequest) => ChartOption
> = {
  bar: createBarOption,
  stacked_bar: createBarOption,
  line: createLineOption,
  area: createLineOption,
  donut: createDonutOption,
  heatmap: createHeatmapOption,
  burndown: createLineOption,
  burnup: createLineOption,
  cumulative_flow: createLineOption,
  created_vs_completed: createLineOption,
  cycle_time: createCycleTimeOption,
};

/**
 * Converts a chart to an ECharts option. Browsers and the server (for documents) draw the same
 * option, so a chart looks the same everywhere.
 *
 * @public
 */
export function toChartOption(request: ChartRequest): ChartOption {
  return optionBuilders[request.chart_type](request);
}
