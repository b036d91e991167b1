import { createContext } from 'react';
import type { Place } from './Place';

/**
 * Where what is dragged would come to stand. It changes many times while a
 * card is dragged, so cards do not listen to it.
 */
export const DropTargetContext = createContext<Place | undefined>(undefined);
