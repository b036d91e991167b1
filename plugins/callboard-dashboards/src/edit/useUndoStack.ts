import { useUndoKey } from '@callboard/plugin-callboard-react';
import { useCallback, useRef, useState } from 'react';

/** A change that can be undone. */
interface Done {
  undo: () => unknown;
  at: number;
}

/**
 * Records how to undo the last action.
 *
 * @returns undoes that action out of order; does nothing if it has been undone already
 */
export type PushUndo = (undo: () => unknown) => () => void;

/**
 * Undoes the changes of this visit, newest first, by its button or Ctrl+Z.
 *
 * @param isPaused - whether something covers the changed page, such as a dialog
 */
export function useUndoStack(isPaused: boolean): {
  push: PushUndo;
  /** Undoes the newest change; undefined without one. */
  undo: (() => void) | undefined;
} {
  const stack = useRef<Done[]>([]);
  const [count, setCount] = useState(0);
  const push = useCallback<PushUndo>(undo => {
    const done = { undo, at: Date.now() };
    stack.current.push(done);
    setCount(stack.current.length);
    return () => {
      if (stack.current.includes(done)) {
        stack.current = stack.current.filter(one => one !== done);
        setCount(stack.current.length);
        undo();
      }
    };
  }, []);
  const takeBack = useCallback(() => {
    const last = stack.current.pop();
    setCount(stack.current.length);
    last?.undo();
  }, []);
  const undo = count > 0 && !isPaused ? takeBack : undefined;
  useUndoKey(
    undo,
    useCallback(() => stack.current.at(-1)?.at, []),
  );
  return { push, undo };
}
