import {
  numberMetrics,
  getMetricQuery,
  type MetricQuery,
  type Widget,
} from '@callboard/plugin-callboard-common';

/** As much of a widget as its contents depend on. */
export type ShownWidget = Pick<Widget, 'widget_type' | 'title' | 'config'>;

/** The unit of a widget's numbers. */
export type NumberUnit =
  (typeof numberMetrics)[keyof typeof numberMetrics]['unit'];

/** The unit of what a widget counts. */
export function unitOf(query: MetricQuery | undefined): NumberUnit {
  return query ? numberMetrics[query.metric].unit : 'count';
}

/** What a widget asks; undefined for those that ask no source. */
export function getWidgetQuery(widget: ShownWidget): MetricQuery | undefined {
  return getMetricQuery(widget.widget_type, widget.config);
}
