import { TimesheetCell } from '@callboard/plugin-callboard-common';
import { PeriodSpan } from '../rules/periods';
import { LoggableItem } from '../worklogs/LoggableItems';
import { addsTime } from '../worklogs/requireCorrection';
import { getUntrackedReason } from '../worklogs/requireTracked';
import { WorklogPair, WorklogRow } from '../worklogs/WorklogRow';

const notLoggable = 'is not a work item that you can log time on';

/** A cell that a person fills in their own timesheet, with its item and worklogs. */
export interface FilledCell {
  cell: TimesheetCell;
  /** Undefined for an unknown item. */
  item: LoggableItem | undefined;
  /** The person's worklogs in the cell. */
  entries: readonly WorklogRow[];
}

/** The result of filling a cell; empty if nothing changes. */
export interface CellOutcome {
  pair?: WorklogPair;
  /** An error in the request. */
  problem?: { field: keyof TimesheetCell; reason: string };
  /** The reason why the current content of the cell prevents the change. */
  conflict?: string;
}

/** The context for filling a cell. */
export interface FillContext {
  /** The week being filled. */
  week: PeriodSpan;
  /** The current time, ISO 8601. */
  now: string;
  /** Creates the worklog of an empty cell. */
  make: (cell: TimesheetCell, item: LoggableItem) => WorklogRow;
}

/**
 * Computes the change of a cell. As in single edits, people can correct their worklogs for longer
 * than they can log new time.
 */
export function fillCell(
  { cell, item, entries }: FilledCell,
  { week, now, make }: FillContext,
): CellOutcome {
  if (cell.date < week.week_start || cell.date > week.week_end) {
    const reason = `must be from ${week.week_start} to ${week.week_end}`;
    return { problem: { field: 'date', reason } };
  }
  if (!item?.canView) {
    return { problem: { field: 'work_item_id', reason: notLoggable } };
  }
  if (entries.length > 1) {
    return {
      conflict: `${item.identifier} has ${entries.length} time entries on ${cell.date}. Edit them individually`,
    };
  }
  const pair = toWorklogPair(cell, entries[0], now, () => make(cell, item));
  const reason = pair && getCellRefusalReason(item, pair);
  return reason ? { problem: { field: 'work_item_id', reason } } : { pair };
}

/** The reason why a change of an item is not allowed; undefined if it is allowed. */
function getCellRefusalReason(item: LoggableItem, pair: WorklogPair) {
  if (pair.before && item.isAdmin) {
    return undefined;
  }
  return addsTime(pair) && (item.isDeleted || !item.canLog)
    ? notLoggable
    : getUntrackedReason(item.project);
}

function toWorklogPair(
  { minutes, description }: TimesheetCell,
  before: WorklogRow | undefined,
  now: string,
  make: () => WorklogRow,
): WorklogPair | undefined {
  if (!before) {
    return minutes > 0 ? { before: null, after: make() } : undefined;
  }
  if (minutes === 0) {
    return { before, after: null };
  }
  const values = {
    duration_minutes: minutes,
    description: description === undefined ? before.description : description,
  };
  const isSame =
    values.duration_minutes === before.duration_minutes &&
    values.description === before.description;
  return isSame
    ? undefined
    : {
        before,
        after: {
          ...before,
          ...values,
          version: before.version + 1,
          updated_at: now,
        },
      };
}
