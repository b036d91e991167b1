import { ChartType, ChartTypeName, chartTypes } from './chartTypes';
import {
  numberAxes,
  NumberAxisName,
  NumberMetricName,
  MetricSource,
} from './vocabulary';
import {
  Interval,
  sourceByWidgetType,
  WidgetConfig,
  WidgetType,
} from './widgetConfig';

/** The query of a widget, with defaults for all omitted settings. @public */
export interface MetricQuery {
  source: MetricSource;
  chart_type: ChartTypeName;
  x_axis: NumberAxisName | null;
  group_by: NumberAxisName | null;
  interval: Interval;
  metric: NumberMetricName;
}

/** The default chart types of widget types; bars for all others. */
const defaultCharts: Partial<Record<WidgetType, ChartTypeName>> = {
  table: 'table',
  work_items_list: 'number',
};

/**
 * The query of a widget; undefined for widgets without a source. A list has the query of a number
 * widget: the list shows the items that the number would count, and the axis is the date that the
 * range applies to.
 *
 * @public
 */
export function getMetricQuery(
  type: WidgetType,
  config: WidgetConfig,
): MetricQuery | undefined {
  const source = sourceByWidgetType[type];
  if (!source) {
    return undefined;
  }
  const chart_type = config.chart_type ?? defaultCharts[type] ?? 'bar';
  const { metrics }: ChartType = chartTypes[chart_type];
  const defaultMetric = source === 'people' ? 'people' : 'count';
  return {
    source,
    chart_type,
    x_axis: config.x_axis ?? null,
    group_by: config.group_by ?? null,
    interval: config.interval ?? 'day',
    metric: config.metric ?? metrics?.[0] ?? defaultMetric,
  };
}

/** Whether a chart has a bucket for each day, week or month. @public */
export function isByInterval({
  chart_type,
  x_axis,
  group_by,
}: Pick<MetricQuery, 'chart_type' | 'x_axis' | 'group_by'>): boolean {
  const chart: ChartType = chartTypes[chart_type];
  const hasDates = [x_axis, group_by].some(
    axis => axis && numberAxes[axis].order === 'date',
  );
  return chart.isByInterval ?? (hasDates && chart_type !== 'number');
}
