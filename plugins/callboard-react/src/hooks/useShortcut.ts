import { useLayoutEffect, useRef } from 'react';

/** Whether the browser runs on an Apple device, where shortcuts use ⌘ instead of Ctrl. */
export const isApplePlatform = (): boolean =>
  /Mac|iPhone|iPad/.test(navigator.platform);

/** The modifier key of shortcuts on this platform. @public */
export const getModifierKeyName = (): string =>
  isApplePlatform() ? '⌘' : 'Ctrl';

/**
 * Whether Ctrl, Alt or ⌘ is held with a key. Such keys belong to the browser: Alt and Arrow Left
 * goes back.
 *
 * @public
 */
export const hasModifier = (
  event: Pick<KeyboardEvent, 'altKey' | 'ctrlKey' | 'metaKey'>,
): boolean => event.altKey || event.ctrlKey || event.metaKey;

/** The maximum time between the keys of a sequence, in milliseconds. */
const SEQUENCE_MS = 1_000;

function isTyping(target: EventTarget | null): boolean {
  return (
    target instanceof HTMLElement &&
    (target.isContentEditable ||
      /^(input|textarea|select)$/i.test(target.tagName) ||
      // In these widgets, letters select an option.
      target.closest('[role=combobox], [role=listbox], [role=menu]') !== null)
  );
}

/** Matches dialogs, drawers and menus, and the modal around a dialog, which can have the focus. */
const OVERLAY = '[role=dialog], .MuiModal-root';

/** Returns the dialog, drawer or menu that has the focus, if it is not about to close. */
function findOpenOverlay(focused: EventTarget | null): Element | null {
  const overlay = (focused as Element).closest?.(OVERLAY);
  // A drawer that slides out is hidden from screen readers, but can still have the focus.
  return overlay && !overlay.closest('[aria-hidden=true]') ? overlay : null;
}

/**
 * Calls `action` when a key is pressed anywhere on the page, except while the person types or holds
 * Ctrl, Alt or ⌘. While a dialog or drawer is open, only shortcuts of components inside it and
 * global shortcuts run.
 *
 * @param keys - a key, or a sequence of keys separated by spaces, such as `g n`. The last key of a
 * completed sequence triggers no other shortcut.
 * @public
 */
export function useShortcut(
  keys: string,
  action: () => void,
  options: { isGlobal?: boolean } = {},
): void {
  const { isGlobal } = options;
  const latest = useRef(action);
  latest.current = action;
  // A layout effect runs before the drawers of a page's first render are in the document.
  useLayoutEffect(() => {
    const sequence = keys.split(' ');
    let nextIndex = 0;
    let lastPressedAt = -Infinity;
    // The component may be inside these overlays. An overlay that opens later covers the component
    // and has the focus.
    const overlaysAround = new WeakSet(document.querySelectorAll(OVERLAY));
    const handleKeyDown = (event: KeyboardEvent) => {
      const overlay = findOpenOverlay(event.target);
      if (
        event.defaultPrevented ||
        hasModifier(event) ||
        isTyping(event.target) ||
        (overlay && !isGlobal && !overlaysAround.has(overlay))
      ) {
        return;
      }
      const isInTime = event.timeStamp - lastPressedAt <= SEQUENCE_MS;
      nextIndex =
        nextIndex > 0 && isInTime && event.key === sequence[nextIndex]
          ? nextIndex + 1
          : 0;
      if (nextIndex === 0 && event.key === sequence[0]) {
        nextIndex = 1;
      }
      lastPressedAt = event.timeStamp;
      if (nextIndex === sequence.length) {
        nextIndex = 0;
        event.preventDefault();
        latest.current();
      }
    };
    // A sequence takes precedence over a shortcut on its last key.
    const isSequence = sequence.length > 1;
    document.addEventListener('keydown', handleKeyDown, isSequence);
    return () =>
      document.removeEventListener('keydown', handleKeyDown, isSequence);
  }, [keys, isGlobal]);
}
