import {
  chartTypes,
  isOverTime,
  numberAxes,
  numberMetrics,
  Widget,
  WidgetType,
  getMetricQuery,
} from '@callboard/plugin-callboard-common';

/** The default titles of widgets without a metric. */
const namesOfTypes: Partial<Record<WidgetType, string>> = {
  analytics_overview: 'Overview',
  project_stats: 'Projects',
  text: 'Text',
  work_items_list: 'Work items',
};

/** The title of a widget; by default a description of its data. */
export function getWidgetTitle({
  title,
  widget_type,
  config,
}: Pick<Widget, 'title' | 'widget_type' | 'config'>): string {
  const fixedTitle = title.trim() || namesOfTypes[widget_type];
  const query = getMetricQuery(widget_type, config);
  if (fixedTitle || !query) {
    return fixedTitle || widget_type;
  }
  if (isOverTime(query.chart_type)) {
    return chartTypes[query.chart_type].title;
  }
  const metric = numberMetrics[query.metric].title;
  const { x_axis } = query;
  return query.chart_type === 'number' || !x_axis
    ? metric
    : `${metric} by ${numberAxes[x_axis].title.toLowerCase()}`;
}
