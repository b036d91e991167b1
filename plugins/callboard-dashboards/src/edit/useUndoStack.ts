import { useUndoKey } from '@callboard/plugin-callboard-react';
import { useCallback, useRef, useState, useMemo } from 'react';

/** The new ids of widgets that were removed and recreated. */
export interface WidgetReplacements {
  /** Records the new id of a recreated widget. */
  add: (removedId: string, restoredId: string) => void;
  /** Returns the current id of a widget. */
  getCurrentId: (id: string) => string;
}

/** Tracks the widgets that are recreated while the page is open. */
export function useWidgetReplacements(): WidgetReplacements {
  return useMemo(() => {
    const newIds = new Map<string, string>();
    const getCurrentId = (id: string): string => {
      const next = newIds.get(id);
      return next === undefined ? id : getCurrentId(next);
    };
    return {
      add: (removedId, restoredId) => newIds.set(removedId, restoredId),
      getCurrentId,
    };
  }, []);
}

/** A change that can be undone. */
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
export function useUndoStack(isPaused: boolean): {
  push: PushUndo;
  /** Undoes the newest change; undefined without one. */
  undo: (() => void) | undefined;
} {
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
  const undo = count > 0 && !isPaused ? undoLast : undefined;
  useUndoKey(
    undo,
    useCallback(() => stack.current.at(-1)?.doneAt, []),
  );
  return { push, undo };
}
