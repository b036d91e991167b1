import { useState, type KeyboardEvent } from 'react';
import type { MenuOption } from './MenuOption';

/** Moves through the options of a menu while its search field has the focus. */
export function usePickKeys(
  options: readonly MenuOption[],
  choose: (option: MenuOption) => void,
  initial: string | undefined,
): {
  active: number;
  setActive: (at: number) => void;
  onKeyDown: (event: KeyboardEvent) => void;
} {
  const [value, setValue] = useState(initial);
  const known = options.findIndex(option => option.value === value);
  const active = Math.max(0, known);
  const setActive = (at: number) => setValue(options[at]?.value);
  return {
    active,
    setActive,
    onKeyDown: event => {
      const goals: Record<string, number> = {
        ArrowDown: (active + 1) % options.length,
        ArrowUp: (active - 1 + options.length) % options.length,
        PageDown: options.length - 1,
        PageUp: 0,
      };
      // Keys pressed in the menu must not reach the page.
      if (event.key !== 'Escape' && event.key !== 'Tab') {
        event.stopPropagation();
      }
      if (options.length === 0) {
        return;
      }
      if (event.key in goals) {
        event.preventDefault();
        setActive(goals[event.key]);
      } else if (event.key === 'Enter') {
        event.preventDefault();
        choose(options[active]);
      }
    },
  };
}
