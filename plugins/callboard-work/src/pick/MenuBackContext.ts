import { createContext } from 'react';

/** Leads from a menu back to the one it was opened from, where there is one. */
export const MenuBackContext = createContext<(() => void) | undefined>(
  undefined,
);
