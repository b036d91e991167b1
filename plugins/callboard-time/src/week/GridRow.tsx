import type { TimesheetRow } from '@callboard/plugin-callboard-common';
import { formatMinutes, useResource } from '@callboard/plugin-callboard-react';
import { memo } from 'react';
import { Link } from '@backstage/core-components';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import CloseIcon from '@mui/icons-material/Close';
import IconButton from '@mui/material/IconButton';
import { callboardTimeTranslationRef } from '../translation';
import {
  type RowEdits,
  getCellMinutes,
  type WeekDay,
  getRowKey,
} from './weekCells';
import {
  type CellLabels,
  GridCell,
  type EditActions,
  type EditorStart,
} from './GridCell';

/** Removes a row without time. The Delete key on the row name also clicks this button. */
function RemoveRowButton(props: { item: string; onRemove: () => void }) {
  const { t } = useTranslationRef(callboardTimeTranslationRef);
  return (
    <IconButton
      size="small"
      tabIndex={-1}
      className="remove-row"
      aria-label={t('grid.leave', { item: props.item })}
      onClick={props.onRemove}
    >
      <CloseIcon fontSize="inherit" />
    </IconButton>
  );
}

function RowName(props: {
  row: TimesheetRow;
  isActive: boolean;
  inaccessibleItems: string;
  onRemove?: () => void;
}) {
  const { row, onRemove } = props;
  const { issue_id, identifier, issue_name } = row;
  const resource = useResource('work_item', issue_id);
  const title = issue_id ? issue_name ?? '' : props.inaccessibleItems;
  const name = (
    <>
      {identifier && <span className="identifier">{identifier} </span>}
      <span className="title">{title}</span>
    </>
  );
  return (
    <th
      scope="row"
      data-cell
      className="name"
      tabIndex={props.isActive ? 0 : -1}
      title={`${identifier ?? ''} ${title}`.trim()}
    >
      <div>
        {typeof resource === 'object' ? (
          // The grid's cursor stops at the cell instead of the link; Enter follows the link.
          <Link to={resource.url} tabIndex={-1} className="item">
            {name}
          </Link>
        ) : (
          <span className="item">{name}</span>
        )}
        {onRemove && (
          <RemoveRowButton item={identifier ?? title} onRemove={onRemove} />
        )}
      </div>
    </th>
  );
}

function Row(props: {
  row: TimesheetRow;
  days: readonly WeekDay[];
  edits?: RowEdits;
  /** The column of the grid's tab stop; undefined if the tab stop is in another row. */
  activeColumn?: number;
  editorStart?: EditorStart;
  minutesPerDay: number;
  labels: CellLabels;
  actions: EditActions;
  onRemove: (id: string) => void;
}) {
  const { row, days, edits, activeColumn, labels } = props;
  const { issue_id } = row;
  const total = days.reduce(
    (sum, { date }) => sum + getCellMinutes(row, date, edits),
    0,
  );
  const canRemove =
    issue_id !== null && total === 0 && row.total_minutes === 0 && !edits;
  return (
    <tr>
      <RowName
        row={row}
        isActive={activeColumn === 0}
        inaccessibleItems={labels.inaccessibleItems}
        onRemove={canRemove ? () => props.onRemove(issue_id) : undefined}
      />
      {days.map((day, index) => (
        <GridCell
          key={day.date}
          noteId={`note-${getRowKey(row)}-${day.date}`}
          rowName={row.identifier ?? labels.inaccessibleItems}
          day={day}
          minutes={getCellMinutes(row, day.date, edits)}
          entries={row.entries[day.date] ?? 0}
          unsavedEdit={edits?.get(day.date)}
          isActive={activeColumn === index + 1}
          isReadOnly={day.isLocked || issue_id === null}
          editorStart={
            activeColumn === index + 1 ? props.editorStart : undefined
          }
          minutesPerDay={props.minutesPerDay}
          labels={labels}
          actions={props.actions}
        />
      ))}
      <td role="gridcell" className="sum" title={labels.formatExact(total)}>
        {formatMinutes(total)}
      </td>
    </tr>
  );
}

export const GridRow = memo(Row);
