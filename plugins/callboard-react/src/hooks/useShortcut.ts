import { useEffect, useRef } from 'react';

/** Within what time the keys of a sequence follow each other, in milliseconds. */
const TOGETHER = 1_000;

function isTyping(target: EventTarget | null): boolean {
  return (
    target instanceof HTMLElement &&
    (target.isContentEditable ||
      /^(input|textarea|select)$/i.test(target.tagName) ||
      // Letters choose among what these offer.
      target.closest('[role=combobox], [role=listbox], [role=menu]') !== null)
  );
}

/**
 * Calls `action` when a single key is pressed anywhere on the page, but not
 * while somebody types and not with a modifier held.
 *
 * @param keys - a key, or several with spaces between them to be pressed one after
 * the other, such as `g n`; the last of those does nothing else then
 * @public
 */
export function useShortcut(keys: string, action: () => void): void {
  const latest = useRef(action);
  latest.current = action;
  useEffect(() => {
    const parts = keys.split(' ');
    let next = 0;
    let last = -Infinity;
    const listener = (event: KeyboardEvent) => {
      if (
        event.defaultPrevented ||
        event.ctrlKey ||
        event.metaKey ||
        event.altKey ||
        isTyping(event.target)
      ) {
        return;
      }
      const follows = event.timeStamp - last <= TOGETHER;
      next = next > 0 && follows && event.key === parts[next] ? next + 1 : 0;
      if (next === 0 && event.key === parts[0]) {
        next = 1;
      }
      last = event.timeStamp;
      if (next === parts.length) {
        next = 0;
        event.preventDefault();
        latest.current();
      }
    };
    // A sequence goes before shortcuts that its last key is by itself.
    const isSequence = parts.length > 1;
    document.addEventListener('keydown', listener, isSequence);
    return () => document.removeEventListener('keydown', listener, isSequence);
  }, [keys]);
}
