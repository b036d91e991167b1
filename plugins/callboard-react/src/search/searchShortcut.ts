import { isApplePlatform } from '../page/modifierKey';

/** The search shortcut, in the platform's notation. */
export function getSearchShortcutName(): string {
  return isApplePlatform() ? '⌘K' : 'Ctrl+K';
}

/**
 * Whether a key event opens the search. Rich text editors keep the keys, where they insert a link;
 * on a Mac, Ctrl+K deletes to the end of the line.
 */
export function isSearchShortcut(event: KeyboardEvent): boolean {
  const { target } = event;
  return (
    // The event of the browser's autofill has no key.
    event.key?.toLowerCase() === 'k' &&
    (isApplePlatform() ? event.metaKey && !event.ctrlKey : event.ctrlKey) &&
    !event.altKey &&
    !event.shiftKey &&
    !event.defaultPrevented &&
    !(target instanceof HTMLElement && target.isContentEditable)
  );
}
