import { ExportedWidget, Widget } from '@callboard/plugin-callboard-common';
import { createId } from '../../database/ids';

/** A new widget on a dashboard. */
export function toWidget(
  dashboard_id: string,
  { widget_type, title, config, sort_order, size }: ExportedWidget,
  now: number,
): Widget {
  const instant = new Date(now).toISOString();
  return {
    id: createId(now),
    dashboard_id,
    widget_type,
    title,
    config,
    sort_order,
    size,
    version: 1,
    created_at: instant,
    updated_at: instant,
  };
}
