import { init, type EChartsType } from 'echarts/core';
import { registerCharts } from './registerCharts';

/** Creates an empty chart in an element. */
export function initChart(element: HTMLElement, theme: object): EChartsType {
  registerCharts();
  return init(element, theme, { renderer: 'svg' });
}
