import { createContext } from 'react';

/**
 * Whether the page around a body already is the main landmark and gives the
 * space, as pages of the legacy frontend system do.
 */
export const PageFrame = createContext(false);
