import { useContext } from 'react';
import { BoardContext, type BoardContextValue } from './BoardContext';

/** The board that a card or column is on. */
export function useBoard(): BoardContextValue {
  const board = useContext(BoardContext);
  if (!board) {
    throw new Error('Cards are drawn on a board');
  }
  return board;
}
