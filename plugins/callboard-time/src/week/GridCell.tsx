import { formatMinutes } from '@callboard/plugin-callboard-react';
import { memo } from 'react';
import { CellEditor } from './CellEditor';
import type { CellEdit } from './CellEdit';
import { CellNote } from './CellNote';
import type { CellLabels } from './CellLabels';
import { longDay } from '../data/dayNames';
import type { EditMove, EditStart } from './EditStart';
import type { WeekDay } from './WeekDay';

/** The grid's callbacks for the end of an edit. */
export interface EditActions {
  onSave: (minutes: number, move?: EditMove) => void;
  onHold: (text: string, problem: string) => void;
  onLeave: (move?: EditMove) => void;
}

interface GridCellProps {
  /** The DOM id of the cell, unique on the page. */
  id: string;
  rowName: string;
  day: WeekDay;
  minutes: number;
  entries: number;
  edit?: CellEdit;
  isActive: boolean;
  isReadOnly: boolean;
  editing?: EditStart;
  minutesPerDay: number;
  words: CellLabels;
  actions: EditActions;
}

function getCellClasses({ day, edit, editing }: GridCellProps) {
  return [
    'day',
    day.isToday && 'today',
    day.isOff && 'off',
    edit?.problem && 'wrong',
    editing && 'editing',
  ]
    .filter(Boolean)
    .join(' ');
}

function Content(props: GridCellProps) {
  const { id, minutes, entries, edit, words } = props;
  const shown =
    edit?.text ?? (minutes > 0 ? formatMinutes(minutes) : undefined);
  return (
    <>
      {shown ?? <span aria-hidden>·</span>}
      {entries > 1 && (
        <>
          <sup aria-hidden>{entries}</sup>
          <span className="unseen">{words.entries(entries)}</span>
        </>
      )}
      {props.isActive && edit?.problem && (
        <CellNote id={id} isProblem>
          {edit.problem} {words.invalidHint}
        </CellNote>
      )}
    </>
  );
}

function Cell(props: GridCellProps) {
  const { id, day, minutes, edit, editing, words } = props;
  const problem = editing ? undefined : edit?.problem;
  const exact = minutes > 0 && !editing ? words.exact(minutes) : undefined;
  return (
    <td
      role="gridcell"
      data-cell
      className={getCellClasses(props)}
      tabIndex={props.isActive && !editing ? 0 : -1}
      aria-readonly={props.isReadOnly || undefined}
      aria-invalid={problem ? true : undefined}
      aria-describedby={problem && props.isActive ? id : undefined}
      title={problem ?? exact}
    >
      {editing ? (
        <CellEditor
          label={`${props.rowName}, ${longDay(day.date)}`}
          start={editing}
          minutesPerDay={props.minutesPerDay}
          {...props.actions}
        />
      ) : (
        <Content {...props} />
      )}
    </td>
  );
}

/** A day of a row: the logged time, or its editor. */
export const GridCell = memo(Cell);
