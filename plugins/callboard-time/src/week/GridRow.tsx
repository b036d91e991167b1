import { useTranslationRef } from '@backstage/frontend-plugin-api';
import type { TimesheetRow } from '@callboard/plugin-callboard-common';
import { DurationText } from '@callboard/plugin-callboard-react';
import { memo } from 'react';
import { callboardTimeTranslationRef } from '../translation';
import type { RowEdits } from './CellEdit';
import type { EditStart } from './EditStart';
import { GridCell, type EditActs } from './GridCell';
import { RowName } from './RowName';
import { minutesOf } from './sheetTotalsOf';
import type { WeekDay } from './WeekDay';

function Row(props: {
  row: TimesheetRow;
  days: readonly WeekDay[];
  edits?: RowEdits;
  /** The column that Tab leads to, if it is in this row. */
  active?: number;
  editing?: EditStart;
  isEditable: boolean;
  minutesPerDay: number;
  acts: EditActs;
  onLeave: (id: string) => void;
}) {
  const { t } = useTranslationRef(callboardTimeTranslationRef);
  const { row, days, edits, active } = props;
  const { issue_id } = row;
  const total = days.reduce(
    (sum, { date }) => sum + minutesOf(row, date, edits),
    0,
  );
  const canLeave =
    issue_id !== null && total === 0 && row.total_minutes === 0 && !edits;
  const name = row.identifier ?? t('grid.unseen');
  return (
    <tr>
      <RowName
        row={row}
        isActive={active === 0}
        onLeave={canLeave ? () => props.onLeave(issue_id) : undefined}
      />
      {days.map((day, at) => (
        <GridCell
          key={day.date}
          rowName={name}
          day={day}
          minutes={minutesOf(row, day.date, edits)}
          entries={row.entries[day.date] ?? 0}
          edit={edits?.get(day.date)}
          isActive={active === at + 1}
          isReadOnly={!props.isEditable || issue_id === null}
          editing={active === at + 1 ? props.editing : undefined}
          minutesPerDay={props.minutesPerDay}
          acts={props.acts}
        />
      ))}
      <td role="gridcell" className="sum">
        <DurationText minutes={total} />
      </td>
    </tr>
  );
}

/** A row of the grid: an item, its days, their sum. */
export const GridRow = memo(Row);
