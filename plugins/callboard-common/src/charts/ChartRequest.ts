import { WidgetBars, NumberBar } from '../dashboards/numbers';
import { ChartTypeName } from '../dashboards/chartTypes';
import { NumberAxisName } from '../dashboards/vocabulary';
import { KeyColours } from './KeyColours';

/** The ECharts option of a chart. @public */
export type ChartOption = Record<string, unknown>;

/** Formats the numbers and names of a chart. @public */
export interface ChartLabels {
  /** The name of the metric, and of the series if the chart has only one. */
  metric: string;
  /** An exact value of the metric: `12`, `2h 30m`; a dash for null. */
  formatValue(value: number | null): string;
  /** A short axis label: `12k`, `40h`. */
  tick(value: number): string;
  /** The unit of axis ticks: 60 for minutes, so that ticks are hours. */
  step: number;
  /** The name of a bar, or its formatted date. */
  formatBar(bar: Pick<NumberBar, 'key' | 'name'>): string;
  /** The name of a slice that combines several bars: `90 others`; `+90` by default. */
  formatOthers?(count: number): string;
  /** Formats a day given as `YYYY-MM-DD`: `24 Aug`; unchanged by default. */
  formatDay?(day: string): string;
}

/** The chart types that ECharts draws; numbers and tables are text. @public */
export type DrawnChartType = Exclude<ChartTypeName, 'number' | 'table'>;

/** The data that a chart is drawn from. @public */
export type ChartBars = Pick<
  WidgetBars,
  'data' | 'schema' | 'total' | 'percentiles'
>;

/** A chart to draw. @public */
export interface ChartRequest {
  chart_type: DrawnChartType;
  x_axis: NumberAxisName | null;
  /** If null, the chart has one series, or fixed series such as created and completed. */
  group_by: NumberAxisName | null;
  bars: ChartBars;
  /** Assigns colours to keys; shared by all charts of a page. */
  colours: KeyColours;
  palette: readonly string[];
  labels: ChartLabels;
  /** The height of the chart, in pixels. */
  height: number;
  /**
   * Set for a chart in a document or an image. Such a chart has no animation, and its legend shows
   * only the names that fit.
   */
  printed?: {
    /** The width of the chart, in pixels. */
    width: number;
    /** The width of a name in the legend, in pixels; estimated if not given. */
    measureText?(text: string): number;
  };
}
