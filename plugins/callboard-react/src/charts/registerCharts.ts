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

/** A function, because bundlers may drop calls at the top level of a module. */
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
