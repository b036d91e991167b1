import type { DrawnChartType } from '@callboard/plugin-callboard-common/charts';
import { getWidgetQuery, type ShownWidget } from './ShownWidget';

/** Returns the type of a widget's chart; undefined for widgets that are text. */
export function getDrawnChartType(
  widget: ShownWidget,
): DrawnChartType | undefined {
  const query = getWidgetQuery(widget);
  return !query ||
    widget.widget_type === 'table' ||
    query.chart_type === 'number' ||
    query.chart_type === 'table'
    ? undefined
    : query.chart_type;
}
