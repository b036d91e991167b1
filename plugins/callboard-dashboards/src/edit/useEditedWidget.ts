import type { Widget } from '@callboard/plugin-callboard-common';
import { useRef } from 'react';

/**
 * Returns the widget that is being edited. It is retained after another user has deleted it, so
 * that unsaved changes are not lost.
 *
 * @param id - the id of a widget; anything else means none
 */
export function useEditedWidget(
  widgets: readonly Widget[],
  id: string | undefined,
): { widget: Widget; isDeleted: boolean } | undefined {
  const last = useRef<Widget>();
  const found = widgets.find(widget => widget.id === id);
  if (found || last.current?.id !== id) {
    last.current = found;
  }
  return last.current && { widget: last.current, isDeleted: !found };
}
