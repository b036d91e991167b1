import type { TimesheetRow } from '@callboard/plugin-callboard-common';
import { MAIN_LIST_ATTRIBUTE } from '@callboard/plugin-callboard-react';
import Box from '@mui/material/Box';
import {
  useRef,
  type FocusEvent,
  type MouseEvent,
  type ReactNode,
} from 'react';
import type { WeekEdits } from './CellEdit';
import { GridFoot } from './GridFoot';
import { GridHead } from './GridHead';
import type { CellPosition } from './CellPosition';
import { GridRow } from './GridRow';
import { gridStyles } from './gridStyles';
import { handleGridKey } from './handleGridKey';
import { findCellPosition } from './findCellPosition';
import type { WeekActions } from './WeekActions';
import type { WeekCell } from './WeekCell';
import { useCellActions } from './useCellActions';
import { useCellLabels } from './useCellLabels';
import { useGridClipboard } from './useGridClipboard';
import { useGridCursor, type FocusTarget } from './useGridCursor';
import { useGridEditing } from './useGridEditing';
import { getRowKey } from './useSteadyOrder';
import type { WeekDay } from './WeekDay';

/** Props of the timesheet grid. */
export interface WeekGridProps {
  label: string;
  rows: readonly TimesheetRow[];
  days: readonly WeekDay[];
  edits: WeekEdits;
  byDay: ReadonlyMap<string, number>;
  total: number;
  expected: number;
  minutesPerDay: number;
  actions: WeekActions;
  /** The cell to focus. */
  goal?: FocusTarget;
  onPasteText: (text: string, start: { row: number; day: number }) => void;
  onChangeWeek: (direction: number) => void;
  onOpenEntries: (cell: WeekCell, anchor: Element) => void;
  onLeaveRow: (id: string) => void;
  /** Called on an attempt to change a read-only cell. */
  onRefuse: () => void;
  /** Content below the rows. */
  children?: ReactNode;
}

/** A week as a grid of work items and days, optimised for the keyboard. */
export function WeekGrid(props: WeekGridProps) {
  const { rows, days, edits, actions, onRefuse } = props;
  const words = useCellLabels();
  const table = useRef<HTMLTableElement>(null);
  const size = { rows: rows.length, columns: days.length + 1 };
  const { position, moveTo, follow } = useGridCursor(table, rows, {
    size,
    goal: props.goal,
    todayColumn: Math.max(1, days.findIndex(({ isToday }) => isToday) + 1),
  });
  const getWeekCell = ({ row, column }: CellPosition): WeekCell | undefined => {
    const work_item_id = rows[row]?.issue_id;
    const date = days[column - 1]?.date;
    return work_item_id && date ? { work_item_id, date } : undefined;
  };
  const cell = getWeekCell(position);
  const isLocked = days[position.column - 1]?.isLocked ?? false;
  const { editing, begin, editActions } = useGridEditing({
    size,
    position,
    cell,
    moveTo,
    actions,
  });
  const cellActions = useCellActions({
    table,
    rows,
    edits,
    position,
    cell,
    isLocked,
    actions,
    begin,
    onOpenEntries: props.onOpenEntries,
    onRefuse,
  });
  const clipboard = useGridClipboard({
    rows,
    days,
    edits,
    position,
    onPasteText: props.onPasteText,
  });
  const keyActions = { ...cellActions, moveTo, changeWeek: props.onChangeWeek };

  const onFocus = ({ target }: FocusEvent) => {
    const at = findCellPosition(target);
    if (at && (at.row !== position.row || at.column !== position.column)) {
      follow(at);
    }
  };
  const onClick = ({ target }: MouseEvent) => {
    const column = findCellPosition(target)?.column ?? 0;
    if (column > 0 && !isLocked && !(target instanceof HTMLInputElement)) {
      cellActions.edit();
    }
  };
  return (
    <Box sx={gridStyles} {...{ [MAIN_LIST_ATTRIBUTE]: '' }}>
      <table
        ref={table}
        role="grid"
        aria-label={props.label}
        onKeyDown={event =>
          findCellPosition(event.target) &&
          handleGridKey(event, position, size, keyActions)
        }
        onFocus={onFocus}
        onClick={onClick}
        {...clipboard}
      >
        <GridHead days={days} />
        <tbody>
          {rows.map((row, at) => (
            <GridRow
              key={getRowKey(row)}
              row={row}
              days={days}
              edits={edits.get(getRowKey(row))}
              active={at === position.row ? position.column : undefined}
              editing={at === position.row ? editing : undefined}
              minutesPerDay={props.minutesPerDay}
              words={words}
              actions={editActions}
              onLeave={props.onLeaveRow}
            />
          ))}
        </tbody>
        <GridFoot
          days={days}
          byDay={props.byDay}
          total={props.total}
          expected={props.expected}
        >
          {props.children}
        </GridFoot>
      </table>
    </Box>
  );
}
