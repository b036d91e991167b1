import type { TimesheetRow } from '@callboard/plugin-callboard-common';
import type { ClipboardEvent } from 'react';
import type { WeekEdits } from './CellEdit';
import type { CellPosition } from './CellPosition';
import { findCellPosition } from './findCellPosition';
import { getRowText } from './getRowText';
import { getRowKey } from './useSteadyOrder';
import type { WeekDay } from './WeekDay';

/**
 * Copies the focused cell or row of the grid, and pastes at the focus. While a cell is edited, its
 * field handles both.
 */
export function useGridClipboard(options: {
  rows: readonly TimesheetRow[];
  days: readonly WeekDay[];
  edits: WeekEdits;
  position: CellPosition;
  onPasteText: (text: string, start: { row: number; day: number }) => void;
}): {
  onCopy: (event: ClipboardEvent) => void;
  onPaste: (event: ClipboardEvent) => void;
} {
  const { rows, days, edits, position, onPasteText } = options;
  const isForField = ({ target }: ClipboardEvent) =>
    target instanceof HTMLInputElement || !findCellPosition(target);
  return {
    onCopy: event => {
      const row = rows[position.row];
      if (row && !isForField(event)) {
        const cells = getRowText(row, days, edits.get(getRowKey(row)));
        event.clipboardData.setData(
          'text/plain',
          position.column === 0 ? cells.join('\t') : cells[position.column],
        );
        event.preventDefault();
      }
    },
    onPaste: event => {
      if (!isForField(event)) {
        event.preventDefault();
        onPasteText(event.clipboardData.getData('text/plain'), {
          row: position.row,
          day: position.column - 1,
        });
      }
    },
  };
}
