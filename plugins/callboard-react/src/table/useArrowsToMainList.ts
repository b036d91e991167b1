import { useEffect } from 'react';
import { focusMainList } from './mainList';

/**
 * Leads to the main list by the first arrow key, while nothing has the focus.
 *
 * @public
 */
export function useArrowsToMainList(
  isOn: boolean,
  /** Whether J and K lead there, too. */
  byLetters: boolean,
): void {
  useEffect(() => {
    if (!isOn) {
      return undefined;
    }
    const listener = (event: KeyboardEvent) => {
      const leads = ['ArrowDown', 'ArrowUp', ...(byLetters ? ['j', 'k'] : [])];
      const isPlain = !event.altKey && !event.ctrlKey && !event.metaKey;
      if (
        leads.includes(event.key) &&
        isPlain &&
        !event.shiftKey &&
        !event.defaultPrevented &&
        document.activeElement === document.body &&
        focusMainList()
      ) {
        event.preventDefault();
      }
    };
    document.addEventListener('keydown', listener);
    return () => document.removeEventListener('keydown', listener);
  }, [isOn, byLetters]);
}
