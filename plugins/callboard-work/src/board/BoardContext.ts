import type { WorkItem } from '@callboard/plugin-callboard-common';
import { createContext, type MutableRefObject } from 'react';
import type { DataTableArrival } from '@callboard/plugin-callboard-react';
import type { EditField } from '../list/InlineField';
import type { ColumnHandle } from './ColumnHandle';
import type { Place } from './Place';

/** What the columns and cards of a board share. */
export interface BoardContextValue {
  columns: MutableRefObject<Map<string, ColumnHandle>>;
  /** The card that takes the focus when it is drawn where it was moved to. */
  target: MutableRefObject<(Place & { id: string }) | undefined>;
  move: (item: WorkItem, to: Place) => void;
  /** Moves the focus to a card in the column beside. */
  focusNeighbour: (stateId: string, index: number, step: 1 | -1) => void;
  /** The column beside, if there is one. */
  getNeighbour: (stateId: string, step: 1 | -1) => string | undefined;
  openItem: (item: WorkItem) => void;
  /** The card that takes the focus, once it is there. */
  arrival: DataTableArrival | undefined;
  edit: EditField;
  chooseState: (item: WorkItem, anchor: Element) => void;
}

/** The board that a card is on. */
export const BoardContext = createContext<BoardContextValue | undefined>(
  undefined,
);
