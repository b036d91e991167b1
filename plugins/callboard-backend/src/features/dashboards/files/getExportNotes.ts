import { WidgetData } from '@callboard/plugin-callboard-common';

/** Replaces a widget in a file that has exceeded its time limit. */
export const LEFT_OUT =
  'Left out: this file takes too long. Export this widget alone, or choose fewer days.';

/** The notes a reader needs to understand exported widget data. */
export function getExportNotes(data: WidgetData): string[] {
  return [
    ...(data.is_partial
      ? ['Partial: some of what is counted is hidden from you']
      : []),
    ...('truncated' in data && data.truncated ? [describeRest(data)] : []),
  ];
}

function describeRest(data: WidgetData): string {
  return 'items' in data
    ? `The first ${data.items.length} of ${data.total} are listed`
    : 'Not all are listed; the total is of all';
}
