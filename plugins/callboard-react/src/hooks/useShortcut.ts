import { useEffect, useRef } from 'react';

/** Whether the browser runs on an Apple device, where shortcuts use ⌘ instead of Ctrl. */
export const isApplePlatform = (): boolean =>
  /Mac|iPhone|iPad/.test(navigator.platform);

/** The modifier key of shortcuts on this platform. @public */
export const getModifierKeyName = (): string =>
  isApplePlatform() ? '⌘' : 'Ctrl';

/** The maximum time between the keys of a sequence, in milliseconds. */
const SEQUENCE_MS = 1_000;

function isTyping(target: EventTarget | null): boolean {
  return (
    target instanceof HTMLElement &&
    (target.isContentEditable ||
      /^(input|textarea|select)$/i.test(target.tagName) ||
      // Letters select options in these.
      target.closest('[role=combobox], [role=listbox], [role=menu]') !== null)
  );
}

/**
 * Calls `action` when a key is pressed anywhere on the page, except while the person types or holds
 * Ctrl, Alt or ⌘.
 *
 * @param keys - a key, or several separated by spaces to be pressed in sequence, such as `g n`; the
 * last one then triggers no other shortcut
 * @public
 */
export function useShortcut(keys: string, action: () => void): void {
  const latest = useRef(action);
  latest.current = action;
  useEffect(() => {
    const parts = keys.split(' ');
    let next = 0;
    let last = -Infinity;
    const handleKeyDown = (event: KeyboardEvent) => {
      if (
        event.defaultPrevented ||
        event.ctrlKey ||
        event.metaKey ||
        event.altKey ||
        isTyping(event.target)
      ) {
        return;
      }
      const follows = event.timeStamp - last <= SEQUENCE_MS;
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
    // A sequence takes precedence over a shortcut on its last key.
    const isSequence = parts.length > 1;
    document.addEventListener('keydown', handleKeyDown, isSequence);
    return () =>
      document.removeEventListener('keydown', handleKeyDown, isSequence);
  }, [keys]);
}
