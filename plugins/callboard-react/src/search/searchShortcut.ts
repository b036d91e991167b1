import { isApplePlatform } from '../page/modifierKey';

/** The keys that open the search, as keyboards name them. */
export function searchShortcutName(): string {
  return isApplePlatform() ? '⌘K' : 'Ctrl+K';
}

/**
 * Whether keys that were pressed open the search. In texts with formatting they are
 * left to the editor, where they mean a link; on a Mac, Ctrl+K deletes to the end
 * of the line.
 */
export function isSearchShortcut(event: KeyboardEvent): boolean {
  const { target } = event;
  return (
    // When a browser fills in a field by itself, the event has no key.
    event.key?.toLowerCase() === 'k' &&
    (isApplePlatform() ? event.metaKey && !event.ctrlKey : event.ctrlKey) &&
    !event.altKey &&
    !event.shiftKey &&
    !event.defaultPrevented &&
    !(target instanceof HTMLElement && target.isContentEditable)
  );
}
