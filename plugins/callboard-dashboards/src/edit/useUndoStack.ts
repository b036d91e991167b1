import { useUndoKey } from '@callboard/plugin-callboard-react';
import { useCallback, useRef, useState } from 'react';

/** A change that can be taken back. */
interface Done {
  undo: () => unknown;
  at: number;
}

/**
 * Records how to undo what was just done.
 *
 * @returns undoes that out of turn; does nothing if it has been undone already
 */
export type PushUndo = (undo: () => unknown) => () => void;

/**
 * Undoes the changes of this visit, newest first, by its button or Ctrl+Z.
 *
 * @param isPaused - whether something covers what was changed, such as a dialog
 */
export function useUndoStack(isPaused: boolean): {
  push: PushUndo;
  /** Takes back the newest change; undefined while there is none. */
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
