import { barOption } from './barOption';
import { ChartOption } from './ChartOption';
import { ChartRequest, DrawnChartType } from './ChartRequest';
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
  };

/**
 * A chart as ECharts describes it. Browsers draw it and so does the server, for
 * documents: a chart looks the same everywhere.
 *
 * @public
 */
export function chartOptionOf(request: ChartRequest): ChartOption {
  return drawings[request.chart_type](request);
}
