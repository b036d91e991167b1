import type { WorkItem } from '@callboard/plugin-callboard-common';
import { createContext, type MutableRefObject } from 'react';
import type { DataTableArrival } from '@callboard/plugin-callboard-react';
import type { EditField } from '../list/InlineField';
import type { ColumnHandle } from './ColumnHandle';
import type { BoardPosition } from './BoardPosition';

/** The state that the columns and cards of a board share. */
export interface BoardContextValue {
  columns: MutableRefObject<Map<string, ColumnHandle>>;
  /** The card that takes the focus when it is mounted at its new position. */
  target: MutableRefObject<(BoardPosition & { id: string }) | undefined>;
  move: (item: WorkItem, to: BoardPosition) => void;
  /** Moves the focus to a card in the adjacent column. */
  focusNeighbour: (stateId: string, index: number, step: 1 | -1) => void;
  /** The adjacent column, if any. */
  getNeighbour: (stateId: string, step: 1 | -1) => string | undefined;
  openItem: (item: WorkItem) => void;
  /** The card to focus once it is mounted. */
  arrival: DataTableArrival | undefined;
  edit: EditField;
  chooseState: (item: WorkItem, anchor: Element) => void;
}

/** The board around a card. */
export const BoardContext = createContext<BoardContextValue | undefined>(
  undefined,
);
