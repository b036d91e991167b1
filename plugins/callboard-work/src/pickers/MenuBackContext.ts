import { createContext } from 'react';

/** Returns from a menu to the one that opened it, if any. */
export const MenuBackContext = createContext<(() => void) | undefined>(
  undefined,
);
