import { WidgetResult } from '../WidgetData';
import { daysInWords } from './daysInWords';
import { getExportNotes } from './getExportNotes';
import { titleOfWidget } from './titleOfWidget';

/** Describes the data of a widget in one line. */
export function describeWidget({
  widget,
  range,
  zone,
  data,
}: WidgetResult): string {
  return [
    titleOfWidget(widget),
    daysInWords(range),
    zone,
    `computed at ${data.computed_at}`,
    ...getExportNotes(data),
  ].join(' · ');
}
