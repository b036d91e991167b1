import { useEffect } from 'react';
import { focusMainList } from './mainList';

/** Leads to the main list by the first arrow key, while nothing has the focus. */
export function useArrowsToMainList(isOn: boolean): void {
  useEffect(() => {
    if (!isOn) {
      return undefined;
    }
    const listener = (event: KeyboardEvent) => {
      const isArrow = event.key === 'ArrowDown' || event.key === 'ArrowUp';
      const isPlain = !event.altKey && !event.ctrlKey && !event.metaKey;
      if (
        isArrow &&
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
  }, [isOn]);
}
