import type {
  Timesheet,
  TimesheetRow,
  Worklog,
} from '@callboard/plugin-callboard-common';
import type { LoggableItem } from '../entries/WorkItemPicker';

export interface WeekCell {
  work_item_id: string;
  date: string;
}

export const getCellKey = ({ work_item_id, date }: WeekCell): string =>
  `${work_item_id} ${date}`;

/** The key of a row. Work items that the viewer may no longer see share one row. */
export const getRowKey = ({
  issue_id,
}: Pick<TimesheetRow, 'issue_id'>): string => issue_id ?? 'unseen';

export interface WeekDay {
  date: string;
  isToday: boolean;
  /** Whether no work is expected: weekend, holiday or time off. */
  isOff: boolean;
  /** Whether the day is read-only: submitted, approved, or in a week the viewer may not edit. */
  isLocked: boolean;
  expected: number;
  holiday?: string;
}

/** The state of a cell at a point in time, such as before an action. */
export interface CellState {
  cell: WeekCell;
  minutes: number;
  invalidInput?: { text: string; problem: string };
  /** The worklog that the cell contained; set once the worklog is deleted. */
  deleted?: DeletedWorklog;
}

/** A deleted worklog, shared by the states that can restore it, so that it is restored once. */
export interface DeletedWorklog {
  /** Undefined once the worklog is restored. */
  worklog?: Worklog;
}

export interface CellChange extends WeekCell {
  /** 0 empties the cell. */
  minutes: number;
  restoreTo?: CellState;
}

export interface CellEdit {
  /** Undefined if the text is not a duration. */
  minutes?: number;
  text?: string;
  /** Why the edit was not saved. The edit stays until the person changes or retries it. */
  problem?: string;
  restoreTo?: CellState;
}

export type RowEdits = ReadonlyMap<string, CellEdit>;

export type WeekEdits = ReadonlyMap<string, RowEdits>;

/** Returns the minutes that a cell shows: an unsaved edit, or else the saved value. */
export function getCellMinutes(
  row: Pick<TimesheetRow, 'days'>,
  date: string,
  edits?: RowEdits,
): number {
  return edits?.get(date)?.minutes ?? row.days[date] ?? 0;
}

/** Sums the minutes of a week, including unsaved edits. */
export function getTimesheetTotals(
  timesheet: Pick<Timesheet, 'rows' | 'daily_totals' | 'grand_total_minutes'>,
  edits: WeekEdits,
): { minutesByDay: ReadonlyMap<string, number>; total: number } {
  const minutesByDay = new Map(Object.entries(timesheet.daily_totals));
  const rows = new Map(timesheet.rows.map(row => [row.issue_id, row]));
  let total = timesheet.grand_total_minutes;
  for (const [item, row] of edits) {
    for (const [date, { minutes }] of row) {
      const saved = rows.get(item)?.days[date] ?? 0;
      const difference = (minutes ?? saved) - saved;
      minutesByDay.set(date, (minutesByDay.get(date) ?? 0) + difference);
      total += difference;
    }
  }
  return { minutesByDay, total };
}

/** Lists the work items of rows, except for items that the viewer may no longer see. */
export function listRowItems(rows: readonly TimesheetRow[]): LoggableItem[] {
  return rows.flatMap(({ issue_id, identifier, issue_name, project_id }) =>
    issue_id && project_id
      ? [
          {
            id: issue_id,
            project_id,
            identifier: identifier ?? '',
            title: issue_name ?? '',
          },
        ]
      : [],
  );
}
