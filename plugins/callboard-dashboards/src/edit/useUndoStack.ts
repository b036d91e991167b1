import { useUndoKey } from '@callboard/plugin-callboard-react';
import { useCallback, useRef, useState } from 'react';

/** A change that can be taken back. */
interface Done {
  undo: () => unknown;
  at: number;
}

/** Takes back the changes of this visit, the newest first: by its button or Ctrl+Z. */
export function useUndoStack(): {
  /** Remembers how to take back what was just done. */
  push: (undo: Done['undo']) => void;
  /** Takes back the newest change; undefined while there is none. */
  undo: (() => void) | undefined;
} {
  const stack = useRef<Done[]>([]);
  const [count, setCount] = useState(0);
  const push = useCallback((undo: Done['undo']) => {
    stack.current.push({ undo, at: Date.now() });
    setCount(stack.current.length);
  }, []);
  const takeBack = useCallback(() => {
    const last = stack.current.pop();
    setCount(stack.current.length);
    last?.undo();
  }, []);
  const undo = count > 0 ? takeBack : undefined;
  useUndoKey(
    undo,
    useCallback(() => stack.current.at(-1)?.at, []),
  );
  return { push, undo };
}
