import { ExportedWidget } from '../transfer';

/** The distance between the sort orders of widgets, so that others fit between. */
const ORDER_STEP = 65_535;

/** A widget in a row of widgets. */
export type RowWidget = Pick<
  ExportedWidget,
  'widget_type' | 'title' | 'config'
> & { width: number };

/** Widgets side by side, from the left. */
export interface WidgetRow {
  height: number;
  widgets: readonly RowWidget[];
}

/** Lays widgets out in rows, from top to bottom. */
export function layOutRows(rows: readonly WidgetRow[]): ExportedWidget[] {
  const placed: ExportedWidget[] = [];
  let y = 0;
  for (const { height, widgets } of rows) {
    let x = 0;
    for (const { width, ...widget } of widgets) {
      placed.push({
        ...widget,
        sort_order: (placed.length + 1) * ORDER_STEP,
        size: { x, y, width, height },
      });
      x += width;
    }
    y += height;
  }
  return placed;
}
