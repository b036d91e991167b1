import type { TimesheetRow } from '@callboard/plugin-callboard-common';
import { formatMinutes } from '@callboard/plugin-callboard-react';
import { memo } from 'react';
import type { RowEdits } from './CellEdit';
import type { CellLabels } from './CellLabels';
import type { EditStart } from './EditStart';
import { GridCell, type EditActions } from './GridCell';
import { RowName } from './RowName';
import { getCellMinutes } from './getTimesheetTotals';
import { getRowKey } from './useSteadyOrder';
import type { WeekDay } from './WeekDay';

function Row(props: {
  row: TimesheetRow;
  days: readonly WeekDay[];
  edits?: RowEdits;
  /** The column that is the tab stop, if it is in this row. */
  active?: number;
  editing?: EditStart;
  minutesPerDay: number;
  words: CellLabels;
  actions: EditActions;
  onLeave: (id: string) => void;
}) {
  const { row, days, edits, active, words } = props;
  const { issue_id } = row;
  const total = days.reduce(
    (sum, { date }) => sum + getCellMinutes(row, date, edits),
    0,
  );
  const canLeave =
    issue_id !== null && total === 0 && row.total_minutes === 0 && !edits;
  return (
    <tr>
      <RowName
        row={row}
        isActive={active === 0}
        unseen={words.unseen}
        onLeave={canLeave ? () => props.onLeave(issue_id) : undefined}
      />
      {days.map((day, at) => (
        <GridCell
          key={day.date}
          id={`note-${getRowKey(row)}-${day.date}`}
          rowName={row.identifier ?? words.unseen}
          day={day}
          minutes={getCellMinutes(row, day.date, edits)}
          entries={row.entries[day.date] ?? 0}
          edit={edits?.get(day.date)}
          isActive={active === at + 1}
          isReadOnly={day.isLocked || issue_id === null}
          editing={active === at + 1 ? props.editing : undefined}
          minutesPerDay={props.minutesPerDay}
          words={words}
          actions={props.actions}
        />
      ))}
      <td role="gridcell" className="sum" title={words.exact(total)}>
        {formatMinutes(total)}
      </td>
    </tr>
  );
}

/** A row of the grid: a work item, its days and their total. */
export const GridRow = memo(Row);
