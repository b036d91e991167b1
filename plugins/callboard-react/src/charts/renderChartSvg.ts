import { init, type EChartsCoreOption } from 'echarts/core';
import { registerCharts } from './registerCharts';

export function renderChartSvg(
  option: EChartsCoreOption,
  theme: object,
  size: { width: number; height: number },
): string {
  registerCharts();
  const chart = init(null, theme, { renderer: 'svg', ssr: true, ...size });
  try {
    chart.setOption({ ...option, animation: false });
    return chart.renderToSVGString();
  } finally {
    chart.dispose();
  }
}
