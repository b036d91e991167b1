import { useUndoKey } from '@callboard/plugin-callboard-react';
import { useCallback, useRef, useState, useMemo } from 'react';

/** Tracks the widgets that are recreated while the page is open. */
export function useWidgetReplacements() {
  return useMemo(() => {
    const newIds = new Map<string, string>();
    const getCurrentId = (id: string): string => {
      const next = newIds.get(id);
      return next === undefined ? id : getCurrentId(next);
    };
    return {
      add: (removedId: string, restoredId: string) =>
        newIds.set(removedId, restoredId),
      getCurrentId,
    };
  }, []);
}

export type WidgetReplacements = ReturnType<typeof useWidgetReplacements>;

interface UndoEntry {
  undo: () => unknown;
  /** In milliseconds since 1970. */
  doneAt: number;
}

/**
 * Adds an action to the undo stack.
 *
 * @returns a function that undoes this action regardless of later actions. It does nothing if the
 * action has already been undone
 */
export type PushUndo = (undo: () => unknown) => () => void;

/**
 * Undoes the changes made since the page was opened, newest first, with the Undo button or Ctrl+Z.
 *
 * @param isPaused - whether something covers the changed page, such as a dialog
 */
export function useUndoStack(isPaused: boolean) {
  const stack = useRef<UndoEntry[]>([]);
  const [count, setCount] = useState(0);
  const push = useCallback<PushUndo>(undo => {
    const entry = { undo, doneAt: Date.now() };
    stack.current.push(entry);
    setCount(stack.current.length);
    return () => {
      if (stack.current.includes(entry)) {
        stack.current = stack.current.filter(one => one !== entry);
        setCount(stack.current.length);
        undo();
      }
    };
  }, []);
  const undoLast = useCallback(() => {
    const last = stack.current.pop();
    setCount(stack.current.length);
    last?.undo();
  }, []);
  /** Undoes the newest change; undefined without one. */
  const undo = count > 0 && !isPaused ? undoLast : undefined;
  useUndoKey(
    undo,
    useCallback(() => stack.current.at(-1)?.doneAt, []),
  );
  return { push, undo };
}
