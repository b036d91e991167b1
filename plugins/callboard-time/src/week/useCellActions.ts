import type { TimesheetRow } from '@callboard/plugin-callboard-common';
import { formatMinutes } from '@callboard/plugin-callboard-react';
import type { RefObject } from 'react';
import type { WeekEdits } from './CellEdit';
import type { EditStart } from './EditStart';
import type { CellPosition } from './CellPosition';
import type { WeekActions } from './WeekActions';
import type { WeekCell } from './WeekCell';
import { getCellMinutes } from './getTimesheetTotals';
import { getCellElement } from './useGridCursor';

/** The actions on the focused cell. */
export interface CellActions {
  /** @param typed - the initial text; without it, the cell's value */
  edit: (typed?: string) => void;
  clear: () => void;
  /** Discards a rejected edit. */
  drop: () => void;
  openEntries: () => void;
  followLink: () => void;
}

/** Maps keys and clicks on a cell of the grid to actions. */
export function useCellActions(options: {
  table: RefObject<HTMLTableElement>;
  rows: readonly TimesheetRow[];
  edits: WeekEdits;
  position: CellPosition;
  /** The focused cell; undefined for row names. */
  cell: WeekCell | undefined;
  isLocked: boolean;
  actions: WeekActions;
  begin: (start: EditStart) => void;
  onOpenEntries: (cell: WeekCell, anchor: Element) => void;
  onRefuse: () => void;
}): CellActions {
  const { table, rows, edits, position, cell, actions } = options;
  const row = rows[position.row];
  const rowEdits = cell && edits.get(cell.work_item_id);
  const edit = cell && rowEdits?.get(cell.date);

  const openEntries = () => {
    const anchor = getCellElement(table.current, position);
    if (cell && anchor) {
      options.onOpenEntries(cell, anchor);
    }
  };
  /** Changes the cell, unless it is locked or has several worklogs, which open in a popover. */
  const change = (action: (changed: WeekCell) => void) => {
    if (!cell || options.isLocked) {
      options.onRefuse();
    } else if ((row.entries[cell.date] ?? 0) > 1) {
      openEntries();
    } else {
      action(cell);
    }
  };
  return {
    edit: typed =>
      change(({ date }) => {
        const minutes = getCellMinutes(row, date, rowEdits);
        const shown = edit?.text ?? (minutes > 0 ? formatMinutes(minutes) : '');
        options.begin({
          text: typed ?? shown,
          isTyped: typed !== undefined,
          shown,
          isRefused: edit?.problem !== undefined,
        });
      }),
    clear: () => {
      if (position.column > 0) {
        change(changed => actions.fill(changed, 0));
        return;
      }
      getCellElement(table.current, position)
        ?.querySelector<HTMLElement>('.leave')
        ?.click();
    },
    drop: () => {
      if (cell && edit?.problem) {
        actions.drop(cell);
      }
    },
    openEntries,
    followLink: () =>
      getCellElement(table.current, position)?.querySelector('a')?.click(),
  };
}
