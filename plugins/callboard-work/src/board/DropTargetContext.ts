import { createContext } from 'react';
import type { Place } from './Place';

/** The drop position. It changes many times during a drag, so cards do not subscribe to it. */
export const DropTargetContext = createContext<Place | undefined>(undefined);
