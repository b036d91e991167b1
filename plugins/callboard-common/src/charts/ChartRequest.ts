import { WidgetBars } from '../dashboards/numbers';
import { ChartTypeName } from '../dashboards/chartTypes';
import { NumberAxisName } from '../dashboards/vocabulary';
import { ChartLabels } from './ChartLabels';
import { KeyColours } from './KeyColours';

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
  /** If null, the series are fixed, such as created and completed. */
  group_by: NumberAxisName | null;
  bars: ChartBars;
  /** The colours of the page that the chart is on. */
  colours: KeyColours;
  palette: readonly string[];
  words: ChartLabels;
  /** The height of the chart, in pixels. */
  height: number;
  /**
   * Set for a chart in a document or a picture: it has no animation, and its legend shows as many
   * names as fit into the width in pixels.
   */
  printed?: {
    width: number;
    /** The width of a name in the legend, in pixels; estimated if not given. */
    measureText?(text: string): number;
  };
}
