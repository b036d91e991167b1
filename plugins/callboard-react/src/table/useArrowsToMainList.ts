import { useEffect } from 'react';
import { focusMainList } from './mainList';

/** Moves the focus to the main list on the first arrow key while no element is focused. @public */
export function useArrowsToMainList(
  isOn: boolean,
  /** Whether J and K move it there, too. */
  byLetters: boolean,
): void {
  useEffect(() => {
    if (!isOn) {
      return undefined;
    }
    const handleKeyDown = (event: KeyboardEvent) => {
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
    document.addEventListener('keydown', handleKeyDown);
    return () => document.removeEventListener('keydown', handleKeyDown);
  }, [isOn, byLetters]);
}
