import type { WorkItem } from '@callboard/plugin-callboard-common';
import { createContext, type MutableRefObject, useContext } from 'react';
import type { OpenFieldMenu } from '../list/InlineField';
import type { ItemToFocus } from '../list/useItemToFocus';

/**
 * A position in a column. As the target of a move or a drop, it is before the card that is now at
 * `index`.
 */
export interface BoardPosition {
  stateId: string;
  index: number;
}

export interface ColumnHandle {
  /** The loaded cards. */
  items: readonly WorkItem[];
  /** The number of cards, including those that are not loaded. */
  total: number;
  hasMore: boolean;
  /** Returns the index at which to insert a card that is dropped at `clientY` in the window. */
  findDropIndex: (clientY: number) => number;
  focus: (index: number) => void;
}

export interface BoardContextValue {
  columns: MutableRefObject<Map<string, ColumnHandle>>;
  /** The card that takes the focus when the column of its new state contains it. */
  movedCard: MutableRefObject<{ id: string; stateId: string } | undefined>;
  move: (item: WorkItem, to: BoardPosition) => void;
  /** Moves the focus to a card in the next column with cards: to the right (1) or left (-1). */
  focusCardInNextColumn: (stateId: string, index: number, step: 1 | -1) => void;
  /** Returns the state id of the adjacent column, if any: to the right (1) or left (-1). */
  getAdjacentStateId: (stateId: string, step: 1 | -1) => string | undefined;
  openItem: (item: WorkItem) => void;
  /**
   * The item that code outside the board wants to focus, once its column has loaded the item.
   * `movedCard` is for cards moved on the board.
   */
  itemToFocus: ItemToFocus | undefined;
  openFieldMenu: OpenFieldMenu;
  openStateMenu: (item: WorkItem, anchor: Element) => void;
}

export const BoardContext = createContext<BoardContextValue | undefined>(
  undefined,
);

export const useBoard = (): BoardContextValue => useContext(BoardContext)!;

/** The drop position. It changes many times during a drag, so cards do not subscribe to it. */
export const DropTargetContext = createContext<BoardPosition | undefined>(
  undefined,
);
