import { WidgetResult } from '../WidgetData';
import { formatDayRange } from './formatDayRange';
import { getExportNotes } from './getExportNotes';
import { getWidgetTitle } from './getWidgetTitle';

/** Describes the data of a widget in one line. */
export function describeWidget({
  widget,
  range,
  zone,
  data,
}: WidgetResult): string {
  return [
    getWidgetTitle(widget),
    formatDayRange(range),
    zone,
    `computed at ${data.computed_at}`,
    ...getExportNotes(data),
  ].join(' · ');
}
