import { WidgetConfig, WidgetType } from '../widgetConfig';
import { RowWidget } from './layOutRows';

/** Returns a factory of widgets of a type, each with its width. */
const createWidgetFactory =
  (widget_type: WidgetType) =>
  (width: number, title: string, config: WidgetConfig): RowWidget => ({
    widget_type,
    title,
    config,
    width,
  });

/** Template widgets, by source. */
export const ofWork = createWidgetFactory('work_items_chart');
export const ofTime = createWidgetFactory('time_chart');
export const ofActivity = createWidgetFactory('activity_chart');

/** A list of work items. */
export const ofItems = createWidgetFactory('work_items_list');
