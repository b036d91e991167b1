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
    // What a browser fills in by itself comes as an event without a key.
    event.key?.toLowerCase() === 'k' &&
    (isApplePlatform() ? event.metaKey && !event.ctrlKey : event.ctrlKey) &&
    !event.altKey &&
    !event.shiftKey &&
    !event.defaultPrevented &&
    !(target instanceof HTMLElement && target.isContentEditable)
  );
}
