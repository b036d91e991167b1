import { createContext } from 'react';
import type { Browser } from './Browser';
import { realBrowser } from './realBrowser';

/** The browser that speaks; tests have another. */
export const BrowserContext = createContext<Browser>(realBrowser);
