import { createContext } from 'react';
import type { Browser } from './Browser';
import { realBrowser } from './realBrowser';

/** The browser that shows notifications; tests replace it. */
export const BrowserContext = createContext<Browser>(realBrowser);
