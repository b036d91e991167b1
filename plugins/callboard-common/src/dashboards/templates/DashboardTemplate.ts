import { ChartTypeName } from '../chartTypes';
import { ExportedDashboard, ExportedWidget } from '../transfer';
import { WidgetConfig, WidgetType } from '../widgetConfig';

/** The distance between the sort orders of widgets; users can add widgets between two widgets. */
const ORDER_STEP = 65_535;

type RowWidget = Pick<ExportedWidget, 'widget_type' | 'title' | 'config'> & {
  width: number;
};

/** Widgets side by side, from the left. */
interface WidgetRow {
  height: number;
  widgets: readonly RowWidget[];
}

/** Lays widgets out in rows, from top to bottom. */
function layOutRows(rows: readonly WidgetRow[]): ExportedWidget[] {
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

/** The names of the templates. @public */
export const dashboardTemplateNames = [
  'delivery',
  'team_health',
  'time',
  'adoption',
  'empty',
] as const;

/** @public */
export type DashboardTemplateName = (typeof dashboardTemplateNames)[number];

/** A dashboard to start from. It has no ids, so it works in any workspace. @public */
export interface DashboardTemplate {
  readonly name: DashboardTemplateName;
  /** The dashboard to import, optionally under another name. */
  readonly dashboard: ExportedDashboard;
}

/** Returns a factory of charts of a source, each with its width. */
const createChartFactory =
  (widget_type: WidgetType) =>
  (
    width: number,
    title: string,
    chart_type: ChartTypeName,
    config: WidgetConfig,
  ): RowWidget => ({
    widget_type,
    title,
    config: { chart_type, ...config },
    width,
  });

export const createWorkChart = createChartFactory('work_items_chart');
export const createTimeChart = createChartFactory('time_chart');
export const createActivityChart = createChartFactory('activity_chart');

export const createItemList = (
  width: number,
  title: string,
  config: WidgetConfig,
): RowWidget => ({ widget_type: 'work_items_list', title, config, width });

export const createRow = (
  height: number,
  widgets: readonly RowWidget[],
): WidgetRow => ({ height, widgets });

export const createTemplate = (
  name: DashboardTemplateName,
  dashboard: Pick<ExportedDashboard, 'name' | 'description' | 'config'>,
  rows: readonly WidgetRow[],
): DashboardTemplate => ({
  name,
  dashboard: {
    callboard_dashboard: 1,
    ...dashboard,
    references: [],
    widgets: layOutRows(rows),
  },
});
