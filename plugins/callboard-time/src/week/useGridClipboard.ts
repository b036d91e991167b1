import type { TimesheetRow } from '@callboard/plugin-callboard-common';
import type { ClipboardEvent } from 'react';
import type { WeekEdits } from './CellEdit';
import type { GridPlace } from './GridPlace';
import { placeOf } from './placeOf';
import { textOfRow } from './textOfRow';
import { keyOfRow } from './useSteadyOrder';
import type { WeekDay } from './WeekDay';

/**
 * Copies the focused cell or row of the grid, and pastes at the focus. While a cell is edited, its
 * field handles both.
 */
export function useGridClipboard(options: {
  rows: readonly TimesheetRow[];
  days: readonly WeekDay[];
  edits: WeekEdits;
  place: GridPlace;
  onPasteText: (text: string, start: { row: number; day: number }) => void;
}): {
  onCopy: (event: ClipboardEvent) => void;
  onPaste: (event: ClipboardEvent) => void;
} {
  const { rows, days, edits, place, onPasteText } = options;
  const isForField = ({ target }: ClipboardEvent) =>
    target instanceof HTMLInputElement || !placeOf(target);
  return {
    onCopy: event => {
      const row = rows[place.row];
      if (row && !isForField(event)) {
        const cells = textOfRow(row, days, edits.get(keyOfRow(row)));
        event.clipboardData.setData(
          'text/plain',
          place.column === 0 ? cells.join('\t') : cells[place.column],
        );
        event.preventDefault();
      }
    },
    onPaste: event => {
      if (!isForField(event)) {
        event.preventDefault();
        onPasteText(event.clipboardData.getData('text/plain'), {
          row: place.row,
          day: place.column - 1,
        });
      }
    },
  };
}
