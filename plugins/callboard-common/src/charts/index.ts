/**
 * Charts of numbers, as ECharts draws them in browsers and on servers.
 *
 * @packageDocumentation
 */
export { IDEAL, type SelectedBar, findBarAtPoint } from './findBarAtPoint';
export * from './chartPalettes';
export * from './ChartRequest';
export * from './toChartOption';
export * from './KeyColours';
// The contract types that charts use, and their schemas.
export type { ChartTypeName, chartTypes } from '../dashboards/chartTypes';
export type { NumberBar, WidgetBars, widgetBars } from '../dashboards/numbers';
export type { NumberAxisName, numberAxes } from '../dashboards/vocabulary';
