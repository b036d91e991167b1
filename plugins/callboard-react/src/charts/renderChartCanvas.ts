import { init, use as register, type EChartsCoreOption } from 'echarts/core';
import { CanvasRenderer } from 'echarts/renderers';
import { registerCharts } from './registerCharts';

/** An SVG could not be loaded as an image: a portal's security policy blocks `blob:` URLs. */
export function renderChartCanvas(
  option: EChartsCoreOption,
  theme: object,
  {
    pixelRatio,
    ...size
  }: { width: number; height: number; pixelRatio: number },
): HTMLCanvasElement {
  registerCharts();
  register(CanvasRenderer);
  const element = document.createElement('div');
  const chart = init(element, theme, { renderer: 'canvas', ...size });
  try {
    chart.setOption({ ...option, animation: false });
    return chart.renderToCanvas({ pixelRatio });
  } finally {
    chart.dispose();
  }
}
