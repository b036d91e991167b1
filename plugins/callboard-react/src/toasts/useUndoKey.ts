import { useEffect, useRef } from 'react';

function isUndo(event: KeyboardEvent): boolean {
  const typing = (event.target as HTMLElement | null)?.closest?.(
    'input:not([type=checkbox]), textarea, [contenteditable=true]',
  );
  return (
    (event.ctrlKey || event.metaKey) &&
    !event.shiftKey &&
    event.key.toLowerCase() === 'z' &&
    !typing
  );
}

/**
 * Calls `undo`, if there is one, when Ctrl+Z is not meant for a text field.
 *
 * @param goesFirst - whether a message with a way back, and all else on the page, does
 * not hear of it then. Must not change.
 * @public
 */
export function useUndoKey(
  undo: (() => void) | undefined,
  goesFirst = false,
): void {
  const latest = useRef(undo);
  latest.current = undo;
  useEffect(() => {
    const listener = (event: KeyboardEvent) => {
      if (latest.current && isUndo(event)) {
        event.preventDefault();
        if (goesFirst) {
          event.stopPropagation();
        }
        latest.current();
      }
    };
    document.addEventListener('keydown', listener, goesFirst);
    return () => document.removeEventListener('keydown', listener, goesFirst);
  }, [goesFirst]);
}
