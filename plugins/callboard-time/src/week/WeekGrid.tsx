import { useGridClipboard } from './clipboard';
import { type TimesheetRow } from '@callboard/plugin-callboard-common';
import {
  MAIN_LIST_ATTRIBUTE,
  useExactDuration,
  DurationText,
  formatMinutes,
} from '@callboard/plugin-callboard-react';
import Box from '@mui/material/Box';
import {
  useRef,
  type FocusEvent,
  type MouseEvent,
  type ReactNode,
  useMemo,
  memo,
} from 'react';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import LockOutlinedIcon from '@mui/icons-material/LockOutlined';
import { formatLongDay, formatWeekday } from '../data/dates';
import { callboardTimeTranslationRef } from '../translation';
import {
  type WeekEdits,
  type WeekCell,
  type WeekDay,
  getRowKey,
} from './weekCells';
import type { CellLabels } from './GridCell';
import {
  type CellPosition,
  findCellPosition,
  useGridCursor,
  type FocusTarget,
} from './useGridCursor';
import { GridRow } from './GridRow';
import { gridStyles } from './gridStyles';
import {
  handleGridKey,
  useCellActions,
  useGridEditing,
} from './useCellActions';
import type { WeekActions } from './useWeekActions';

interface FootProps {
  days: readonly WeekDay[];
  minutesByDay: ReadonlyMap<string, number>;
  total: number;
  expected: number;
  children?: ReactNode;
}

function Foot(props: FootProps) {
  const { t } = useTranslationRef(callboardTimeTranslationRef);
  const { days, minutesByDay, children } = props;
  const renderExpected = (minutes: number) =>
    minutes > 0 && (
      <span className="expected">
        {t('grid.of', { expected: formatMinutes(minutes) })}
      </span>
    );
  return (
    <tfoot>
      {children && (
        <tr className="add">
          <td role="gridcell" colSpan={days.length + 2}>
            {children}
          </td>
        </tr>
      )}
      <tr>
        <th scope="row" className="name">
          {t('grid.sum')}
        </th>
        {days.map(({ date, isToday, isOff, expected }) => (
          <td
            key={date}
            role="gridcell"
            className={`day ${isToday ? 'today' : ''} ${isOff ? 'off' : ''}`}
          >
            <DurationText minutes={minutesByDay.get(date) ?? 0} />
            {renderExpected(expected)}
          </td>
        ))}
        <td role="gridcell" className="sum">
          <DurationText minutes={props.total} />
          {renderExpected(props.expected)}
        </td>
      </tr>
    </tfoot>
  );
}

const GridFoot = memo(Foot);

function Head(props: { days: readonly WeekDay[] }) {
  const { t } = useTranslationRef(callboardTimeTranslationRef);
  return (
    <thead>
      <tr>
        <th scope="col" className="name">
          {t('grid.item')}
        </th>
        {props.days.map(({ date, isToday, isOff, isLocked, holiday }) => (
          <th
            key={date}
            scope="col"
            className={`day ${isToday ? 'today' : ''} ${isOff ? 'off' : ''}`}
            aria-current={isToday ? 'date' : undefined}
            title={[formatLongDay(date), holiday, isLocked && t('grid.locked')]
              .filter(Boolean)
              .join(' · ')}
          >
            {isLocked && <LockOutlinedIcon className="lock" aria-hidden />}
            <span className="weekday">{formatWeekday(date)}</span>{' '}
            <span className="date">{Number(date.slice(-2))}</span>
            {isLocked && (
              <span className="visually-hidden">{t('grid.locked')}</span>
            )}
            {holiday && <span className="holiday">{holiday}</span>}
          </th>
        ))}
        <th scope="col" className="sum">
          {t('grid.sum')}
        </th>
      </tr>
    </thead>
  );
}

const GridHead = memo(Head);

function useCellLabels(): CellLabels {
  const { t } = useTranslationRef(callboardTimeTranslationRef);
  const formatExact = useExactDuration();
  return useMemo(
    () => ({
      formatExact,
      formatEntryCount: count => t('grid.entries', { count }),
      invalidHint: t('grid.invalidHint'),
      inaccessibleItems: t('grid.unseen'),
    }),
    [t, formatExact],
  );
}

interface WeekGridProps extends FootProps {
  label: string;
  rows: readonly TimesheetRow[];
  edits: WeekEdits;
  minutesPerDay: number;
  actions: WeekActions;
  focusTarget?: FocusTarget;
  onPasteText: (text: string, start: { row: number; day: number }) => void;
  onChangeWeek: (direction: number) => void;
  onOpenEntries: (cell: WeekCell, anchor: Element) => void;
  onRemoveRow: (id: string) => void;
  /** Called with the work item whose row is edited; with undefined when the edit ends. */
  onEditRow: (id: string | undefined) => void;
  /**
   * Called on an attempt to change a read-only cell. The cell is undefined in the row of work items
   * that are hidden from the viewer.
   */
  onReadOnly: (cell: WeekCell | undefined) => void;
}

export function WeekGrid(props: WeekGridProps) {
  const { rows, days, edits, actions } = props;
  const labels = useCellLabels();
  const table = useRef<HTMLTableElement>(null);
  const size = { rows: rows.length, columns: days.length + 1 };
  const { position, moveTo, setPosition } = useGridCursor(table, rows, {
    size,
    focusTarget: props.focusTarget,
    todayColumn: Math.max(1, days.findIndex(({ isToday }) => isToday) + 1),
  });
  const getWeekCell = ({ row, column }: CellPosition): WeekCell | undefined => {
    const work_item_id = rows[row]?.issue_id;
    const date = days[column - 1]?.date;
    return work_item_id && date ? { work_item_id, date } : undefined;
  };
  const cell = getWeekCell(position);
  const isLocked = days[position.column - 1]?.isLocked ?? false;
  const { editor, startEditing, editActions } = useGridEditing({
    size,
    position,
    moveTo,
    actions,
    onEditRow: props.onEditRow,
  });
  const cellActions = useCellActions({
    ...props,
    table,
    position,
    cell,
    isLocked,
    startEditing,
  });
  const clipboard = useGridClipboard({ ...props, position });
  const keyActions = { ...cellActions, moveTo, changeWeek: props.onChangeWeek };

  const onFocus = ({ target }: FocusEvent) => {
    const focused = findCellPosition(target);
    if (
      focused &&
      (focused.row !== position.row || focused.column !== position.column)
    ) {
      setPosition(focused);
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
          {rows.map((row, index) => (
            <GridRow
              key={getRowKey(row)}
              row={row}
              days={days}
              edits={edits.get(getRowKey(row))}
              activeColumn={
                index === position.row ? position.column : undefined
              }
              editorStart={
                editor?.cell.work_item_id === row.issue_id
                  ? editor.start
                  : undefined
              }
              minutesPerDay={props.minutesPerDay}
              labels={labels}
              actions={editActions}
              onRemove={props.onRemoveRow}
            />
          ))}
        </tbody>
        <GridFoot
          days={days}
          minutesByDay={props.minutesByDay}
          total={props.total}
          expected={props.expected}
        >
          {props.children}
        </GridFoot>
      </table>
    </Box>
  );
}
