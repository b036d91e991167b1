import { useCallback, useMemo, useRef, useState } from 'react';
import type { EditMove, EditStart } from './EditStart';
import type { EditActions } from './GridCell';
import type { CellPosition } from './CellPosition';
import {
  getNextDayPosition,
  getPreviousDayPosition,
  type GridSize,
} from './findMoveTarget';
import type { WeekActions } from './WeekActions';
import type { WeekCell } from './WeekCell';

/** The target of a move from a position. */
function getTargetPosition(
  move: EditMove,
  from: CellPosition,
  size: GridSize,
): CellPosition {
  switch (move) {
    case 'down':
      return { ...from, row: Math.min(from.row + 1, size.rows - 1) };
    case 'up':
      return { ...from, row: Math.max(from.row - 1, 0) };
    case 'right':
      return getNextDayPosition(from, size);
    case 'left':
      return getPreviousDayPosition(from, size);
    default:
      return from;
  }
}

/** The cell that is being edited, if any, and the handling of its end. */
export function useGridEditing(options: {
  size: GridSize;
  /** The focused position. */
  position: CellPosition;
  cell: WeekCell | undefined;
  moveTo: (position: CellPosition) => void;
  actions: WeekActions;
}): {
  editing: EditStart | undefined;
  /** Starts editing the cell. */
  begin: (start: EditStart) => void;
  editActions: EditActions;
} {
  const [editing, setEditing] = useState<EditStart>();
  const current = useRef(options);
  current.current = options;
  const begin = useCallback((start: EditStart) => setEditing(start), []);
  const editActions = useMemo<EditActions>(() => {
    const end = (action: (cell: WeekCell) => void, move?: EditMove) => {
      const { cell, position, size, moveTo } = current.current;
      setEditing(undefined);
      if (cell) {
        action(cell);
      }
      if (move) {
        moveTo(getTargetPosition(move, position, size));
      }
    };
    return {
      onSave: (minutes, move) =>
        end(cell => current.current.actions.fill(cell, minutes), move),
      onHold: (text, problem) =>
        end(cell =>
          current.current.actions.storeInvalidInput(cell, text, problem),
        ),
      onLeave: move => end(() => {}, move),
    };
  }, []);
  return { editing, begin, editActions };
}
