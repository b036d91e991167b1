import { WidgetResult } from '../WidgetData';
import { daysInWords } from './daysInWords';
import { notesOf } from './notesOf';
import { titleOfWidget } from './titleOfWidget';

/** Says in a line what the numbers of a widget are about. */
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
    ...notesOf(data),
  ].join(' · ');
}
