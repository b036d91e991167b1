/**
 * Charts of numbers, as ECharts draws them in browsers and on servers.
 *
 * @packageDocumentation
 */
export * from './findBarAtPoint';
export * from './ChartInk';
export * from './ChartOption';
export * from './toChartOption';
export * from './chartPalettes';
export * from './ChartRequest';
export * from './createChartTheme';
export * from './ChartLabels';
export * from './KeyColours';
// The contract types that charts use, and their schemas.
export type { ChartTypeName, chartTypes } from '../dashboards/chartTypes';
export type { NumberBar, WidgetBars, widgetBars } from '../dashboards/numbers';
export type { NumberAxisName, numberAxes } from '../dashboards/vocabulary';
