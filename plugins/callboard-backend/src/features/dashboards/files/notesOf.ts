import { WidgetData } from '@callboard/plugin-callboard-common';

/** What somebody should know who reads the numbers of a widget away from it. */
export function notesOf(data: WidgetData): string[] {
  return [
    ...(data.is_partial
      ? ['Partial: the owner of the dashboard sees more']
      : []),
    ...('truncated' in data && data.truncated
      ? ['Not all are listed; the total is of all']
      : []),
  ];
}
