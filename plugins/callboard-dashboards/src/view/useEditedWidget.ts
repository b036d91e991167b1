import type { Widget } from '@callboard/plugin-callboard-common';
import { useRef } from 'react';

/** The value of the URL parameter `widget` while a widget is added. */
export const NEW_WIDGET = 'new';

export interface EditedWidget {
  /** Its id, or `new` for a new widget. */
  id: string;
  widget: Widget | undefined;
  isDeleted: boolean;
}

/**
 * Returns the widget in the editor. Retains a widget that another user has deleted, so that unsaved
 * changes are not lost.
 *
 * @param id - the id of a widget, or `NEW_WIDGET`; any other text, such as the id of a widget that
 *   was removed earlier, means that the editor is closed
 */
export function useEditedWidget(
  widgets: readonly Widget[],
  id: string | undefined,
): EditedWidget | undefined {
  const last = useRef<Widget>();
  const found = widgets.find(widget => widget.id === id);
  if (found || last.current?.id !== id) {
    last.current = found;
  }
  if (id === NEW_WIDGET) {
    return { id, widget: undefined, isDeleted: false };
  }
  return (
    last.current && {
      id: last.current.id,
      widget: last.current,
      isDeleted: !found,
    }
  );
}
