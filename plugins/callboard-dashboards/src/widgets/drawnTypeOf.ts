import type { DrawnChartType } from '@callboard/plugin-callboard-common/charts';
import { wishOfWidget, type ShownWidget } from './ShownWidget';

/** The type of a widget's chart; undefined for what is written and not drawn. */
export function drawnTypeOf(widget: ShownWidget): DrawnChartType | undefined {
  const wish = wishOfWidget(widget);
  return !wish ||
    widget.widget_type === 'table' ||
    wish.chart_type === 'number' ||
    wish.chart_type === 'table'
    ? undefined
    : wish.chart_type;
}
