import type { DrawnChartType } from '@callboard/plugin-callboard-common/charts';
import { getWidgetQuery, type ShownWidget } from './ShownWidget';

/** The type of a widget's chart; undefined for what is written and not drawn. */
export function drawnTypeOf(widget: ShownWidget): DrawnChartType | undefined {
  const query = getWidgetQuery(widget);
  return !query ||
    widget.widget_type === 'table' ||
    query.chart_type === 'number' ||
    query.chart_type === 'table'
    ? undefined
    : query.chart_type;
}
