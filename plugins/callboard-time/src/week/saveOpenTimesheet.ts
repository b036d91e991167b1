import {
  endpoints,
  type CallboardClient,
  type Timesheet,
  type Worklog,
} from '@callboard/plugin-callboard-common';
import {
  toIfMatchHeader,
  loadWholeList,
} from '@callboard/plugin-callboard-react';
import {
  restoreWorklog,
  toRestorableFields,
  toWorklogParams,
} from '../entries/entryMutations';
import type { OpenTimesheet } from './OpenTimesheet';
import {
  getCellKey,
  type CellChange,
  type CellState,
  type DeletedWorklog,
  type WeekCell,
} from './weekCells';

interface RestoredCell {
  cell: CellChange;
  deleted: DeletedWorklog;
}

async function fetchWorklogsByCell(
  client: CallboardClient,
  slug: string,
  { timesheet }: OpenTimesheet,
): Promise<Map<string, Worklog[]>> {
  const { items } = await loadWholeList(client, endpoints.listWorklogs, {
    params: { slug },
    query: {
      member_id: timesheet.member_id,
      date_from: timesheet.week_start,
      date_to: timesheet.week_end,
    },
  });
  const worklogsByCell = new Map<string, Worklog[]>();
  for (const worklog of items) {
    const key = getCellKey({ ...worklog, date: worklog.logged_at });
    worklogsByCell.set(key, [...(worklogsByCell.get(key) ?? []), worklog]);
  }
  return worklogsByCell;
}

/** Stores a deleted worklog in the states of its cell that have time, for a later undo. */
function rememberDeleted(states: readonly CellState[], worklog: Worklog): void {
  const deleted = { worklog };
  for (const state of states) {
    if (state.minutes > 0 && !state.deleted?.worklog) {
      state.deleted = deleted;
    }
  }
}

/** Whether a worklog has only a duration, typed into the week grid. */
const hasOnlyDuration = ({
  source,
  description,
  started_at,
  activity_type,
}: Worklog) =>
  source === 'timesheet' && !description && !started_at && !activity_type;

/**
 * Restores a deleted worklog if its cell is still empty. If the cell now has one worklog with
 * nothing but a duration, that worklog gets the deleted worklog's fields. Otherwise, restores
 * nothing.
 */
async function restoreCell(
  client: CallboardClient,
  slug: string,
  { cell, deleted }: RestoredCell,
  cellWorklogs: readonly Worklog[],
): Promise<void> {
  const restored = { ...deleted.worklog!, duration_minutes: cell.minutes };
  const [existing] = cellWorklogs;
  if (!existing) {
    await restoreWorklog(client, slug, restored);
  } else if (
    cellWorklogs.length === 1 &&
    existing.id !== restored.id &&
    hasOnlyDuration(existing)
  ) {
    await client.call(endpoints.updateWorklog, {
      params: toWorklogParams(slug, existing),
      body: toRestorableFields(restored),
      headers: toIfMatchHeader(existing),
    });
  } else {
    return;
  }
  // If a later step fails, the retry must not log the worklog again.
  deleted.worklog = undefined;
}

/** Stores the worklogs of emptied cells for a later undo, and restores worklogs for an undo. */
async function preserveDeletedWorklogs(
  client: CallboardClient,
  slug: string,
  openTimesheet: OpenTimesheet,
  cells: readonly CellChange[],
): Promise<void> {
  // Both lists are computed before the first await, because edits during an await change the cells.
  const emptied = cells
    .filter(
      cell => cell.minutes === 0 && openTimesheet.getSavedMinutes(cell) > 0,
    )
    .map(cell => ({ cell, states: openTimesheet.listStatesBefore(cell) }));
  const restored: RestoredCell[] = cells.flatMap(cell =>
    cell.minutes > 0 && cell.restoreTo?.deleted?.worklog
      ? [{ cell, deleted: cell.restoreTo.deleted }]
      : [],
  );
  if (emptied.length + restored.length === 0) {
    return;
  }
  const worklogsByCell = await fetchWorklogsByCell(client, slug, openTimesheet);
  const getCellWorklogs = (cell: WeekCell) =>
    worklogsByCell.get(getCellKey(cell)) ?? [];
  for (const { cell, states } of emptied) {
    const [worklog] = getCellWorklogs(cell);
    if (worklog) {
      rememberDeleted(states, worklog);
    }
  }
  for (const restoredCell of restored) {
    await restoreCell(
      client,
      slug,
      restoredCell,
      getCellWorklogs(restoredCell.cell),
    );
  }
}

/**
 * Saves cells of a week. Undoing a deletion restores the worklog with all its fields.
 *
 * @throws the server's error; its cell indexes refer to `cells`
 */
export async function saveOpenTimesheet(options: {
  client: CallboardClient;
  slug: string;
  openTimesheet: OpenTimesheet;
  cells: readonly CellChange[];
}): Promise<Timesheet> {
  const { client, slug, openTimesheet, cells } = options;
  await preserveDeletedWorklogs(client, slug, openTimesheet, cells);
  return client.call(endpoints.saveTimesheet, {
    params: { slug },
    // Closing the page must not lose the edits.
    keepalive: document.visibilityState === 'hidden',
    body: {
      week: openTimesheet.timesheet.week_start,
      cells: cells.map(({ work_item_id, date, minutes }) => ({
        work_item_id,
        date,
        minutes,
      })),
    },
  });
}
