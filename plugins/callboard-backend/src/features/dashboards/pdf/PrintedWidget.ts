import {
  ChartTypeName,
  WidgetBars,
  getMetricQuery,
} from '@callboard/plugin-callboard-common';
import { FailedWidget } from '../files/BoardNumbers';
import { WidgetResult } from '../WidgetData';

/** A widget as a PDF shows it. */
export type PrintedWidget =
  | Pick<WidgetResult, 'widget' | 'range' | 'data'>
  | FailedWidget;

/** The maximum number of bars or cells: more are indistinguishable on paper. */
const MAX_MARKS = 1_000;

/** The maximum number of points in lines, which are drawn faster than bars. */
const MAX_POINTS = 10_000;

/** Charts that draw each number as a separate mark. */
const markedCharts: readonly ChartTypeName[] = [
  'bar',
  'stacked_bar',
  'heatmap',
  'cycle_time',
];

/** Cuts a chart with too many bars or lines to the first ones. */
export function toPrintedWidget(
  result: WidgetResult | FailedWidget,
): PrintedWidget {
  if ('failure' in result) {
    return result;
  }
  const { widget, range, data } = result;
  const query = getMetricQuery(widget.widget_type, widget.config);
  return {
    widget,
    range,
    data:
      query && 'schema' in data
        ? limitBars(query.chart_type, data as WidgetBars)
        : data,
  };
}

function limitBars(chart_type: ChartTypeName, bars: WidgetBars): WidgetBars {
  const groups = Object.entries(bars.schema);
  if (markedCharts.includes(chart_type)) {
    const maxBars = Math.floor(MAX_MARKS / Math.max(1, groups.length));
    return cut(bars, { data: bars.data.slice(0, Math.max(1, maxBars)) });
  }
  const maxGroups = Math.floor(MAX_POINTS / Math.max(1, bars.data.length));
  return cut(bars, { schema: Object.fromEntries(groups.slice(0, maxGroups)) });
}

function cut(
  bars: WidgetBars,
  { data = bars.data, schema = bars.schema }: Partial<WidgetBars>,
): WidgetBars {
  const isWhole =
    data.length === bars.data.length &&
    Object.keys(schema).length === Object.keys(bars.schema).length;
  return isWhole ? bars : { ...bars, data, schema, truncated: true };
}
