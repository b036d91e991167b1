import { WidgetBars } from '../dashboards/numbers';
import { ChartTypeName } from '../dashboards/chartTypes';
import { NumberAxisName } from '../dashboards/vocabulary';
import { ChartWords } from './ChartWords';
import { KeyColours } from './KeyColours';

/** The chart types that are drawn; numbers and tables are written. @public */
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
  /** Without one, the series are fixed, such as created and completed. */
  group_by: NumberAxisName | null;
  bars: ChartBars;
  /** The colours of the page that the chart is on. */
  colours: KeyColours;
  palette: readonly string[];
  words: ChartWords;
  /** How high the chart is, in pixels. */
  height: number;
  /**
   * Given for a chart on paper or in a picture: it does not move, and its legend shows
   * as many names as the width in pixels has room for.
   */
  printed?: {
    width: number;
    /** The width of a name in the legend, in pixels; it is estimated without. */
    textWidth?(text: string): number;
  };
}
