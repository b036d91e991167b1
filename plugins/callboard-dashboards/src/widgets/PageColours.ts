import { KeyColours } from '@callboard/plugin-callboard-common/charts';
import { createContext } from 'react';

/** The colours of the page's charts: the same key has the same one on all of them. */
export const PageColours = createContext(new KeyColours());
