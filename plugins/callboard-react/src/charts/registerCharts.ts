import {
  BarChart,
  HeatmapChart,
  LineChart,
  PieChart,
  ScatterChart,
  TreeChart,
} from 'echarts/charts';
import {
  AriaComponent,
  CalendarComponent,
  DataZoomComponent,
  DatasetComponent,
  GridComponent,
  LegendComponent,
  MarkLineComponent,
  TitleComponent,
  TooltipComponent,
  VisualMapComponent,
} from 'echarts/components';
import { use as register } from 'echarts/core';
import { SVGRenderer } from 'echarts/renderers';

/**
 * Registers the parts of ECharts that Callboard uses. It is a function because a bundler that
 * assumes that modules have no side effects would drop a call at the top level.
 */
export function registerCharts(): void {
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
    MarkLineComponent,
    PieChart,
    ScatterChart,
    SVGRenderer,
    TitleComponent,
    TooltipComponent,
    TreeChart,
    VisualMapComponent,
  ]);
}
