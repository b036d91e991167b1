import { useEffect, useRef } from 'react';
import { useToastCenter } from './useToastCenter';

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
 * Calls `undo` on Ctrl+Z outside text fields.
 *
 * @param getDoneAt - when the action happened that `undo` reverts; undefined while no action can be
 * undone. For a component with an undo stack: it takes precedence over a message with an undo
 * button, unless that is about a newer action. Either always pass it or never.
 * @public
 */
export function useUndoKey(
  undo: (() => void) | undefined,
  getDoneAt?: () => number | undefined,
): void {
  const center = useToastCenter();
  const latest = useRef({ undo, doneAt: getDoneAt });
  latest.current = { undo, doneAt: getDoneAt };
  const isOfPage = getDoneAt !== undefined;
  useEffect(() => {
    const isItsTurn = () => {
      const at = latest.current.doneAt?.();
      return at !== undefined && at >= center.undoableSince;
    };
    const handleKeyDown = (event: KeyboardEvent) => {
      const run = latest.current.undo;
      if (!run || !isUndo(event) || (isOfPage && !isItsTurn())) {
        return;
      }
      event.preventDefault();
      if (isOfPage) {
        // Message listeners run later.
        event.stopPropagation();
      }
      run();
    };
    document.addEventListener('keydown', handleKeyDown, isOfPage);
    return () =>
      document.removeEventListener('keydown', handleKeyDown, isOfPage);
  }, [center, isOfPage]);
}
