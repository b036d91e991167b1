import { barOption } from './barOption';
import { ChartOption } from './ChartOption';
import { ChartRequest, DrawnChartType } from './ChartRequest';
import { cycleTimeOption } from './cycleTimeOption';
import { donutOption } from './donutOption';
import { heatmapOption } from './heatmapOption';
import { lineOption } from './lineOption';

const drawings: Record<DrawnChartType, (request: ChartRequest) => ChartOption> =
  {
    bar: barOption,
    stacked_bar: barOption,
    line: lineOption,
    area: lineOption,
    donut: donutOption,
    heatmap: heatmapOption,
    burndown: lineOption,
    burnup: lineOption,
    cumulative_flow: lineOption,
    created_vs_completed: lineOption,
    cycle_time: cycleTimeOption,
  };

/**
 * A chart as ECharts describes it. Browsers and the server (for documents) draw the same option, so
 * a chart looks the same everywhere.
 *
 * @public
 */
export function toChartOption(request: ChartRequest): ChartOption {
  return drawings[request.chart_type](request);
}
