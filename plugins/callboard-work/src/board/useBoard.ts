import { useContext } from 'react';
import { BoardContext, type BoardContextValue } from './BoardContext';

/** Returns the board around a card or column. */
export function useBoard(): BoardContextValue {
  const board = useContext(BoardContext);
  if (!board) {
    throw new Error('Cards are drawn on a board');
  }
  return board;
}
