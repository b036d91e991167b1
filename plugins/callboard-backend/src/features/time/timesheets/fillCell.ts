import { TimesheetCell } from '@callboard/plugin-callboard-common';
import { PeriodSpan } from '../rules/periods';
import { LoggableItem } from '../worklogs/LoggableItems';
import { isMore } from '../worklogs/requireCorrection';
import { whyUntracked } from '../worklogs/requireTracked';
import { WorklogPair, WorklogRow } from '../worklogs/WorklogRow';

const notLoggable = 'is not a work item that you can log time on';

/** A cell of somebody's own timesheet that they fill, and what there is to it. */
export interface FilledCell {
  cell: TimesheetCell;
  /** Undefined where there is no such item. */
  item: LoggableItem | undefined;
  /** What they have logged in it. */
  entries: readonly WorklogRow[];
}

/** What comes of filling a cell; nothing where it has the same already. */
export interface CellOutcome {
  pair?: WorklogPair;
  /** What is wrong with the request. */
  problem?: { field: keyof TimesheetCell; reason: string };
  /** What in the cell keeps it from being filled. */
  conflict?: string;
}

/** What is needed to fill a cell. */
export interface CellGrounds {
  /** The week that is filled. */
  week: PeriodSpan;
  /** The moment, ISO 8601. */
  now: string;
  /** Makes the entry of an empty cell. */
  make: (cell: TimesheetCell, item: LoggableItem) => WorklogRow;
}

/**
 * What comes of filling a cell. One's own entries can be corrected for longer than
 * time can be logged: as when they are changed one by one.
 */
export function fillCell(
  { cell, item, entries }: FilledCell,
  { week, now, make }: CellGrounds,
): CellOutcome {
  if (cell.date < week.week_start || cell.date > week.week_end) {
    const reason = `must be from ${week.week_start} to ${week.week_end}`;
    return { problem: { field: 'date', reason } };
  }
  if (!item?.isSeen) {
    return { problem: { field: 'work_item_id', reason: notLoggable } };
  }
  if (entries.length > 1) {
    return {
      conflict: `${item.identifier} has ${entries.length} entries on ${cell.date}: change them one by one`,
    };
  }
  const pair = changeOf(cell, entries[0], now, () => make(cell, item));
  const reason = pair && whyNot(item, pair);
  return reason ? { problem: { field: 'work_item_id', reason } } : { pair };
}

/** Why a change cannot be made on an item; undefined where it can. */
function whyNot(item: LoggableItem, pair: WorklogPair) {
  if (pair.before && item.isAdmin) {
    return undefined;
  }
  return isMore(pair) && (item.isDeleted || !item.mayLog)
    ? notLoggable
    : whyUntracked(item.project);
}

function changeOf(
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
