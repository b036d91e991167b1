/**
 * Charts of numbers, as ECharts draws them in browsers and on servers.
 *
 * @packageDocumentation
 */
export * from './barBehind';
export * from './ChartInk';
export * from './ChartOption';
export * from './chartOptionOf';
export * from './chartPalettes';
export * from './ChartRequest';
export * from './chartThemeOf';
export * from './ChartWords';
export * from './KeyColours';
// The types of the contract that charts are made of.
export type { ChartTypeName } from '../dashboards/chartTypes';
export type { NumberBar, WidgetBars } from '../dashboards/numbers';
export type { NumberAxisName } from '../dashboards/vocabulary';
