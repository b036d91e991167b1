import { createContext } from 'react';

/** Goes back from a menu to the menu that opened it, if there is one. */
export const MenuBackContext = createContext<(() => void) | undefined>(
  undefined,
);
