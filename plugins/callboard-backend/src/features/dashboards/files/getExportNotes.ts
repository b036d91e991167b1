import { WidgetData } from '@callboard/plugin-callboard-common';

/** Replaces a widget in a file that has exceeded its time limit. */
export const LEFT_OUT =
  'Not included, because the export took too long. Export this widget on its own, or choose fewer days.';

/** The notes a reader needs to understand exported widget data. */
export function getExportNotes(data: WidgetData): string[] {
  return [
    ...(data.is_partial
      ? ['Partial data: excludes what you do not have access to']
      : []),
    ...('truncated' in data && data.truncated ? [describeRest(data)] : []),
  ];
}

function describeRest(data: WidgetData): string {
  return 'items' in data
    ? `Shows the first ${data.items.length} of ${data.total} items`
    : 'Not all values are listed. The total includes all values';
}
