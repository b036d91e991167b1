import { WidgetConfig, WidgetType } from '../widgetConfig';
import { RowWidget } from './inRows';

/** Returns a factory of widgets of a type, each with its width. */
const widgetsOf =
  (widget_type: WidgetType) =>
  (width: number, title: string, config: WidgetConfig): RowWidget => ({
    widget_type,
    title,
    config,
    width,
  });

/** Template widgets, by source. */
export const ofWork = widgetsOf('work_items_chart');
export const ofTime = widgetsOf('time_chart');
export const ofActivity = widgetsOf('activity_chart');

/** A list of work items. */
export const ofItems = widgetsOf('work_items_list');
