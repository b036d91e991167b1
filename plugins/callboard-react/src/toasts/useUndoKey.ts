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
 * Calls `undo`, if there is one, when Ctrl+Z is not meant for a text field.
 *
 * @param doneAt - when what `undo` takes back was done; undefined while there is nothing
 * to take back. For what is on the page and takes back one act after the other: it goes
 * before a message with a way back, unless that tells of something newer. Either always
 * given or never.
 * @public
 */
export function useUndoKey(
  undo: (() => void) | undefined,
  doneAt?: () => number | undefined,
): void {
  const center = useToastCenter();
  const latest = useRef({ undo, doneAt });
  latest.current = { undo, doneAt };
  const isOfPage = doneAt !== undefined;
  useEffect(() => {
    const isItsTurn = () => {
      const at = latest.current.doneAt?.();
      return at !== undefined && at >= center.undoableSince;
    };
    const listener = (event: KeyboardEvent) => {
      const act = latest.current.undo;
      if (!act || !isUndo(event) || (isOfPage && !isItsTurn())) {
        return;
      }
      event.preventDefault();
      if (isOfPage) {
        // Messages listen, too, and later.
        event.stopPropagation();
      }
      act();
    };
    document.addEventListener('keydown', listener, isOfPage);
    return () => document.removeEventListener('keydown', listener, isOfPage);
  }, [center, isOfPage]);
}
