import type {
  Timesheet,
  TimesheetRow,
} from '@callboard/plugin-callboard-common';
import type { LoggedItem } from '../items/LoggedItem';

/** The visible rows of a week: those with time, then the empty ones that were added. */
export function getTimesheetRows(
  timesheet: Pick<Timesheet, 'rows'>,
  emptyRows: readonly LoggedItem[],
): TimesheetRow[] {
  const known = new Set(timesheet.rows.map(({ issue_id }) => issue_id));
  return [
    ...timesheet.rows,
    ...emptyRows
      .filter(({ id }) => !known.has(id))
      .map(({ id, identifier, title, project_id }) => ({
        issue_id: id,
        identifier,
        issue_name: title,
        project_id,
        days: {},
        entries: {},
        total_minutes: 0,
      })),
  ];
}
