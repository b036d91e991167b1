import { createContext } from 'react';

/**
 * Whether the surrounding page already provides the main landmark and the padding, as pages of the
 * legacy frontend system do.
 */
export const PageFrame = createContext(false);
