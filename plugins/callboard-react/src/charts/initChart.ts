import {
  BarChart,
  HeatmapChart,
  LineChart,
  PieChart,
  TreeChart,
} from 'echarts/charts';
import {
  AriaComponent,
  CalendarComponent,
  DataZoomComponent,
  DatasetComponent,
  GridComponent,
  LegendComponent,
  TooltipComponent,
  VisualMapComponent,
} from 'echarts/components';
import { init, use as register, type EChartsType } from 'echarts/core';
import { SVGRenderer } from 'echarts/renderers';

/**
 * Makes an empty chart in an element. The parts of ECharts that Callboard draws
 * with are registered here and not beside the imports, where a bundler that is
 * told there are no side effects leaves them out.
 */
export function initChart(element: HTMLElement, theme: object): EChartsType {
  register([
    AriaComponent,
    BarChart,
    CalendarComponent,
    DataZoomComponent,
    DatasetComponent,
    GridComponent,
    HeatmapChart,
    LegendComponent,
    LineChart,
    PieChart,
    SVGRenderer,
    TooltipComponent,
    TreeChart,
    VisualMapComponent,
  ]);
  return init(element, theme, { renderer: 'svg' });
}
