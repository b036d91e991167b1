import { useUndoKey } from '@callboard/plugin-callboard-react';
import { useCallback, useRef, useState, useMemo } from 'react';

/** Maps the ids of removed widgets to those of the widgets that undo has created in their place. */
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

/** Undoes an action. Resolves to false if that failed but may succeed later. */
export type Undo = () => unknown;

interface UndoEntry {
  undo: Undo;
  /** In milliseconds since 1970. */
  doneAt: number;
}

/**
 * Adds an action to the undo stack. The returned function undoes this action regardless of later
 * ones, and does nothing if it is already undone.
 */
export type PushUndo = (undo: Undo) => () => void;

/** Undoes changes, newest first, by button or Ctrl+Z; paused while a dialog covers the page. */
export function useUndoStack(isPaused: boolean) {
  const stack = useRef<UndoEntry[]>([]);
  const [count, setCount] = useState(0);
  const setStack = useCallback((entries: UndoEntry[]) => {
    stack.current = entries;
    setCount(entries.length);
  }, []);
  const undoEntry = useCallback(
    async (entry: UndoEntry) => {
      setStack(stack.current.filter(one => one !== entry));
      if ((await entry.undo()) === false) {
        // Newer actions may have been added in the meantime.
        setStack([...stack.current, entry].sort((a, b) => a.doneAt - b.doneAt));
      }
    },
    [setStack],
  );
  const push = useCallback<PushUndo>(
    undo => {
      const entry = { undo, doneAt: Date.now() };
      setStack([...stack.current, entry]);
      return () => {
        if (stack.current.includes(entry)) {
          void undoEntry(entry);
        }
      };
    },
    [setStack, undoEntry],
  );
  const undoLast = useCallback(() => {
    const last = stack.current.at(-1);
    if (last) {
      void undoEntry(last);
    }
  }, [undoEntry]);
  /** Undoes the newest change; undefined while nothing can be undone. */
  const undo = count > 0 && !isPaused ? undoLast : undefined;
  useUndoKey(
    undo,
    useCallback(() => stack.current.at(-1)?.doneAt, []),
  );
  return { push, undo };
}
