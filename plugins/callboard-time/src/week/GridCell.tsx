import { useTranslationRef } from '@backstage/frontend-plugin-api';
import {
  formatMinutes,
  useExactDuration,
} from '@callboard/plugin-callboard-react';
import { memo } from 'react';
import { callboardTimeTranslationRef } from '../translation';
import { CellEditor } from './CellEditor';
import type { CellEdit } from './CellEdit';
import type { EditMove, EditStart } from './EditStart';
import type { WeekDay } from './WeekDay';
import { longDay } from './dayNames';

/** What the grid does when the editing of its cell ends. */
export interface EditActs {
  onSave: (minutes: number, move?: EditMove) => void;
  onHold: (text: string, problem: string) => void;
  onCancel: () => void;
}

function classesOf(props: {
  day: WeekDay;
  edit?: CellEdit;
  editing?: EditStart;
}) {
  const { day, edit, editing } = props;
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

function Cell(props: {
  rowName: string;
  day: WeekDay;
  minutes: number;
  entries: number;
  edit?: CellEdit;
  isActive: boolean;
  isReadOnly: boolean;
  editing?: EditStart;
  minutesPerDay: number;
  acts: EditActs;
}) {
  const { t } = useTranslationRef(callboardTimeTranslationRef);
  const exact = useExactDuration();
  const { day, minutes, entries, edit, editing } = props;
  const shown =
    edit?.text ?? (minutes > 0 ? formatMinutes(minutes) : undefined);
  const titleOf = () => {
    if (editing) {
      return undefined;
    }
    return edit?.problem ?? (minutes > 0 ? exact(minutes) : undefined);
  };
  return (
    <td
      role="gridcell"
      data-cell
      className={classesOf(props)}
      tabIndex={props.isActive && !editing ? 0 : -1}
      aria-readonly={props.isReadOnly || undefined}
      aria-invalid={edit?.problem ? true : undefined}
      title={titleOf()}
    >
      {editing ? (
        <CellEditor
          label={`${props.rowName}, ${longDay(day.date)}`}
          start={editing}
          minutesPerDay={props.minutesPerDay}
          {...props.acts}
        />
      ) : (
        <>
          {shown ?? <span aria-hidden>·</span>}
          {entries > 1 && (
            <>
              <sup aria-hidden>{entries}</sup>
              <span className="unseen">
                {t('grid.entries', { count: entries })}
              </span>
            </>
          )}
        </>
      )}
    </td>
  );
}

/** A day of a row: what is logged, or the field in which it is typed. */
export const GridCell = memo(Cell);
