import {
  endpoints,
  Timesheet,
  TimesheetCell,
} from '@callboard/plugin-callboard-common';
import { ConflictError } from '@backstage/errors';
import { groupBy, isMatch } from 'lodash';
import { TimeCore } from '../TimeCore';
import { readTimesheet } from './readTimesheet';
import { RequestContext, WorkspaceRow } from '../../../access/Caller';
import { Change } from '../../../changes/Changes';
import { toNextVersion } from '../../../database/Table';
import { ContextOf } from '../../../http/Handler';
import { lockPeople } from '../people/lockPeople';
import { getPeriodSpan, PeriodSpan } from '../rules/periods';
import {
  ItemWithRights,
  addsTime,
  getProjectRefusalReason,
} from '../worklogs/LoggableItems';
import {
  readWorklog,
  selectWorklogs,
  WorklogPair,
  WorklogRow,
} from '../worklogs/WorklogRow';
import { buildWorklog, readWorklogOwner } from '../worklogs/buildWorklog';
import {
  findWorklogProblems,
  throwWorklogProblems,
  WorklogProblem,
} from '../worklogs/findWorklogProblems';
import { applyAsBulkAction } from '../worklogs/applyWorklogChanges';

const notLoggableReason = 'is not a work item that you can log time on';

const cellFields: Record<WorklogProblem['field'], string> = {
  duration_minutes: 'minutes',
  logged_at: 'date',
  description: 'description',
  activity_type: 'work_item_id',
};

const getCellField = (index: number) => `body.cells[${index}]`;

/**
 * Sets the minutes and descriptions of cells in the caller's own week. If one cell is invalid,
 * changes no cell. The worklog of a cell keeps the fields that the cell does not set.
 *
 * @returns the week after the change
 * @throws ConflictError for a cell with several worklogs, and for a day that is submitted or
 *   approved
 * @throws InvalidRequestError for a day of another week, an item on which the caller cannot log
 *   time, and values that the workspace's settings do not allow
 */
async function saveTimesheet(
  core: TimeCore,
  context: ContextOf<'saveTimesheet'>,
): Promise<Timesheet> {
  const { caller, workspace } = context;
  const { week, cells } = context.body;
  await core.changes.run(caller, async change => {
    await lockPeople(change, workspace.id, [caller.user_ref]);
    const span = getPeriodSpan(week, 'week', workspace.week_start);
    const cellsToFill = await lookUpCells(core, change, context, span, cells);
    const owner = await readWorklogOwner(
      change.tx,
      workspace.id,
      caller.user_ref,
    );
    const fillContext: FillContext = {
      week: span,
      now: change.now,
      createWorklog: ({ minutes, date, description }, item) =>
        buildWorklog(
          change,
          { workspace, item, ...owner, source: 'timesheet' },
          { duration_minutes: minutes, logged_at: date, description },
        ),
    };
    await applyOutcomes(
      change,
      workspace,
      cellsToFill.map(cellToFill => fillCell(cellToFill, fillContext)),
    );
  });
  return readTimesheet(core, context, { week });
}

/**
 * Looks up the items and worklogs of cells and locks the projects, in a constant number of
 * queries.
 */
async function lookUpCells(
  core: TimeCore,
  { tx }: Change,
  { caller, workspace }: RequestContext,
  { week_start, week_end }: PeriodSpan,
  cells: readonly TimesheetCell[],
): Promise<CellToFill[]> {
  const ids = cells.map(({ work_item_id }) => work_item_id);
  const lockedItems = await core.items.findAndLockProjects(
    tx,
    caller.user_ref,
    ids,
    workspace.id,
  );
  const rows: any[] = await selectWorklogs(tx)
    .where('worklogs.workspace_id', workspace.id)
    .where('worklogs.logged_by', caller.user_ref)
    .whereBetween('worklogs.logged_at', [week_start, week_end])
    .orderBy(['worklogs.logged_at', 'worklogs.id']);
  const worklogsByCell = groupBy(
    rows.map(readWorklog),
    ({ logged_at, work_item_id }) => `${logged_at} ${work_item_id}`,
  );
  return cells.map(cell => ({
    cell,
    item: lockedItems.get(cell.work_item_id),
    worklogs: worklogsByCell[`${cell.date} ${cell.work_item_id}`] ?? [],
  }));
}

/** Applies the changes of cells if every cell is valid. */
async function applyOutcomes(
  change: Change,
  workspace: WorkspaceRow,
  outcomes: readonly CellOutcome[],
): Promise<void> {
  const problems = outcomes.flatMap(({ problem }, index) =>
    problem
      ? [{ ...problem, field: `${getCellField(index)}.${problem.field}` }]
      : [],
  );
  const conflictIndex = outcomes.findIndex(({ conflict }) => conflict);
  if (conflictIndex >= 0 && problems.length === 0) {
    throw new ConflictError(
      `${getCellField(conflictIndex)}: ${outcomes[conflictIndex].conflict}`,
    );
  }
  const changed = outcomes.flatMap(({ pair }, index) =>
    pair ? [{ index, pair }] : [],
  );
  const pairs = changed.map(({ pair }) => pair);
  throwWorklogProblems(
    await findWorklogProblems(change, workspace, pairs),
    ({ index, field }) =>
      `${getCellField(changed[index].index)}.${cellFields[field]}`,
    problems,
  );
  await applyAsBulkAction(change, workspace, pairs, 'bulk_log');
}

interface CellToFill {
  cell: TimesheetCell;
  /** Undefined for an unknown item. */
  item: ItemWithRights | undefined;
  worklogs: readonly WorklogRow[];
}

/** The result of filling a cell; empty if nothing changes. */
interface CellOutcome {
  pair?: WorklogPair;
  /** An error in the request. */
  problem?: { field: keyof TimesheetCell; reason: string };
  /** The reason why the current content of the cell prevents the change. */
  conflict?: string;
}

interface FillContext {
  week: PeriodSpan;
  /** Milliseconds since 1970. */
  now: number;
  /** Creates the worklog of an empty cell. */
  createWorklog: (cell: TimesheetCell, item: ItemWithRights) => WorklogRow;
}

/**
 * Computes the change of a cell. People can correct their worklogs on a deleted item, as they can
 * when they edit a single worklog.
 */
function fillCell(
  { cell, item, worklogs }: CellToFill,
  { week, now, createWorklog }: FillContext,
): CellOutcome {
  if (cell.date < week.week_start || cell.date > week.week_end) {
    const reason = `must be from ${week.week_start} to ${week.week_end}`;
    return { problem: { field: 'date', reason } };
  }
  if (!item?.canLog) {
    return { problem: { field: 'work_item_id', reason: notLoggableReason } };
  }
  if (worklogs.length > 1) {
    return {
      conflict: `${item.identifier} has ${worklogs.length} time entries on ${cell.date}. Edit them individually`,
    };
  }
  const [before] = worklogs;
  const pair = toWorklogPair(cell, before, now, () =>
    createWorklog(cell, item),
  );
  // An unchanged worklog is always valid, and an admin can correct any worklog.
  const isValid = before && (!pair || item.isAdmin);
  const reason = isValid ? undefined : getCellRefusalReason(item, pair);
  return reason ? { problem: { field: 'work_item_id', reason } } : { pair };
}

/**
 * The reason why a person may not change a cell of an item; undefined if they may.
 *
 * @param pair - the change; undefined for an empty cell that stays empty
 */
function getCellRefusalReason(item: ItemWithRights, pair?: WorklogPair) {
  return item.isDeleted && (!pair || addsTime(pair))
    ? notLoggableReason
    : getProjectRefusalReason(item.project);
}

function toWorklogPair(
  { minutes, description }: TimesheetCell,
  before: WorklogRow | undefined,
  now: number,
  createWorklog: () => WorklogRow,
): WorklogPair | undefined {
  if (!before) {
    return minutes > 0 ? { before: null, after: createWorklog() } : undefined;
  }
  if (minutes === 0) {
    return { before, after: null };
  }
  const values = {
    duration_minutes: minutes,
    description: description === undefined ? before.description : description,
  };
  return isMatch(before, values)
    ? undefined
    : { before, after: toNextVersion(before, values, now) };
}

export function addTimesheets(core: TimeCore): void {
  core.router.handle(endpoints.getTimesheet, context =>
    readTimesheet(core, context, context.query),
  );
  core.router.handle(endpoints.saveTimesheet, context =>
    saveTimesheet(core, context),
  );
}
