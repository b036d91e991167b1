import { WidgetConfig, WidgetType } from '../widgetConfig';
import { RowWidget } from './inRows';

/** Makes the widgets of a type, each as wide as it says. */
const widgetsOf =
  (widget_type: WidgetType) =>
  (width: number, title: string, config: WidgetConfig): RowWidget => ({
    widget_type,
    title,
    config,
    width,
  });

/** Widgets of templates, by their source. */
export const ofWork = widgetsOf('work_items_chart');
export const ofTime = widgetsOf('time_chart');
export const ofActivity = widgetsOf('activity_chart');

/** A list of work items. */
export const ofItems = widgetsOf('work_items_list');
