import type { ChartOption } from '@callboard/plugin-callboard-common/charts';
import {
  BarChart,
  HeatmapChart,
  LineChart,
  PieChart,
  ScatterChart,
} from 'echarts/charts';
import {
  GridComponent,
  LegendComponent,
  MarkLineComponent,
  TitleComponent,
  TooltipComponent,
  VisualMapComponent,
} from 'echarts/components';
import { init, use as register } from 'echarts/core';
import { LegacyGridContainLabel } from 'echarts/features';
import { SVGRenderer } from 'echarts/renderers';

/** A chart as the text of an SVG file, drawn without a browser. */
export function chartSvg(
  option: ChartOption,
  theme: object,
  size: { width: number; height: number },
): string {
  register([
    BarChart,
    GridComponent,
    HeatmapChart,
    LegacyGridContainLabel,
    LegendComponent,
    LineChart,
    MarkLineComponent,
    PieChart,
    ScatterChart,
    SVGRenderer,
    TitleComponent,
    TooltipComponent,
    VisualMapComponent,
  ]);
  const chart = init(null, theme, { renderer: 'svg', ssr: true, ...size });
  try {
    chart.setOption(option);
    return chart.renderToSVGString();
  } finally {
    chart.dispose();
  }
}
