import { createContext } from 'react';
import type { BoardPosition } from './BoardPosition';

/** The drop position. It changes many times during a drag, so cards do not subscribe to it. */
export const DropTargetContext = createContext<BoardPosition | undefined>(
  undefined,
);
