import { WidgetData } from '@callboard/plugin-callboard-common';

/** What somebody should know who reads the numbers of a widget away from it. */
export function notesOf(data: WidgetData): string[] {
  return [
    ...(data.is_partial
      ? ['Partial: some of what is counted is hidden from you']
      : []),
    ...('truncated' in data && data.truncated
      ? ['Not all are listed; the total is of all']
      : []),
  ];
}
