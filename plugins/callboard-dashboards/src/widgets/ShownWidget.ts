import {
  numberMetrics,
  getMetricQuery,
  type MetricQuery,
  type Widget,
} from '@callboard/plugin-callboard-common';

/** The part of a widget that its contents depend on. */
export type ShownWidget = Pick<Widget, 'widget_type' | 'title' | 'config'>;

/** The unit of a widget's numbers. */
export type NumberUnit =
  (typeof numberMetrics)[keyof typeof numberMetrics]['unit'];

/** The unit of a widget's metric. */
export function getNumberUnit(query: MetricQuery | undefined): NumberUnit {
  return query ? numberMetrics[query.metric].unit : 'count';
}

/** Returns a widget's query; undefined for widgets without a source. */
export function getWidgetQuery(widget: ShownWidget): MetricQuery | undefined {
  return getMetricQuery(widget.widget_type, widget.config);
}
