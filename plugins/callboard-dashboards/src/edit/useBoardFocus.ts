import type { Widget } from '@callboard/plugin-callboard-common';
import { useCallback, useEffect, useRef, type RefObject } from 'react';
import { useNavigationType } from 'react-router-dom';
import { comparePositions } from '../view/WidgetGrid';

function isFocusLost(): boolean {
  const { activeElement, body } = document;
  return activeElement === null || activeElement === body;
}

const WIDGET_ATTRIBUTE = 'data-widget';

const getOrderedIds = (widgets: readonly Widget[]) =>
  [...widgets]
    .sort((a, b) => comparePositions(a.size, b.size))
    .map(({ id }) => id);

/**
 * After the focused widget was removed, focuses the next widget; after the editor has closed, the
 * edited widget. Without such a widget, focuses the toolbar.
 *
 * @param edited - the id of the widget in the editor, or any other text for a new widget; undefined
 *   while the editor is closed
 */
export function useBoardFocus(
  board: RefObject<HTMLElement>,
  widgets: readonly Widget[],
  edited: string | undefined,
) {
  const pendingFocus = useRef<{ id: string; focused: Element | null }>();
  const lastFocusedId = useRef<string>();
  const orderedIds = useRef<string[]>([]);
  const lastEdited = useRef(edited);
  // Whether a link or button in the portal opened the edit mode. Only then does the toolbar take
  // the focus: not after a page load, and not if the user went back or forward.
  const isOpenedByNavigation = useRef(useNavigationType() !== 'POP');

  const focusWidget = useCallback(
    (id: string | undefined): boolean => {
      const widgetElements =
        board.current?.querySelectorAll(`[${WIDGET_ATTRIBUTE}]`) ?? [];
      const button = [...widgetElements]
        .find(element => element.getAttribute(WIDGET_ATTRIBUTE) === id)
        ?.querySelector('button');
      button?.focus();
      return Boolean(button);
    },
    [board],
  );
  const focusToolbar = useCallback(
    () =>
      board.current
        ?.querySelector<HTMLElement>('[role=toolbar] button')
        ?.focus(),
    [board],
  );
  /** Focuses the widget as soon as it is mounted, unless the user moves the focus. */
  const focusWhenMounted = useCallback(
    (id: string) => {
      pendingFocus.current = { id, focused: document.activeElement };
      if (!lastEdited.current && focusWidget(id)) {
        pendingFocus.current = undefined;
      }
    },
    [focusWidget],
  );
  const handleMounted = useCallback(
    (id: string) => {
      if (pendingFocus.current?.id !== id) {
        return;
      }
      const { focused } = pendingFocus.current;
      pendingFocus.current = undefined;
      if (isFocusLost() || document.activeElement === focused) {
        focusWidget(id);
      }
    },
    [focusWidget],
  );

  useEffect(() => {
    if (isOpenedByNavigation.current && !lastEdited.current && isFocusLost()) {
      focusToolbar();
    }
    isOpenedByNavigation.current = false;
  }, [focusToolbar]);

  useEffect(() => {
    const closedId = lastEdited.current;
    lastEdited.current = edited;
    if (closedId === undefined || edited !== undefined) {
      return;
    }
    if (focusWidget(pendingFocus.current?.id)) {
      pendingFocus.current = undefined;
      return;
    }
    if (!focusWidget(closedId)) {
      focusToolbar();
    }
    if (pendingFocus.current) {
      pendingFocus.current.focused = document.activeElement;
    }
  }, [edited, focusWidget, focusToolbar]);

  useEffect(() => {
    const before = orderedIds.current;
    orderedIds.current = getOrderedIds(widgets);
    const index = before.indexOf(lastFocusedId.current ?? '');
    const isOnBoard = (id: string) => orderedIds.current.includes(id);
    if (index < 0 || isOnBoard(before[index]) || !isFocusLost()) {
      return;
    }
    const next =
      before.slice(index).find(isOnBoard) ??
      before.slice(0, index).reverse().find(isOnBoard);
    if (!focusWidget(next)) {
      focusToolbar();
    }
  }, [widgets, focusWidget, focusToolbar]);

  const onFocus = useCallback(({ target }: { target: Element }) => {
    lastFocusedId.current =
      target.closest(`[${WIDGET_ATTRIBUTE}]`)?.getAttribute(WIDGET_ATTRIBUTE) ??
      undefined;
  }, []);
  return { focusWhenMounted, handleMounted, onFocus };
}
