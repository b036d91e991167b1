import {
  endpoints,
  type CallboardClient,
  type Worklog,
} from '@callboard/plugin-callboard-common';
import { ifMatch } from '@callboard/plugin-callboard-react';
import { restoreWorklog } from '../data/restoreWorklog';
import type { OpenSheet } from './OpenSheet';
import {
  keyOfCell,
  type CellBefore,
  type CellChange,
  type LostEntry,
} from './SheetCell';

/** More entries than a week has in cells of one each. */
const MOST_ENTRIES = 200;

/** A cell that is about to be emptied, and the acts that lead back to what it holds. */
interface EmptiedCell {
  cell: CellChange;
  states: readonly CellBefore[];
}

/** A cell in which an entry is called back. */
interface CalledCell {
  cell: CellChange;
  lost: LostEntry;
}

/** Where entries are about to be deleted, or called back. */
export interface LosingCells {
  emptied: readonly EmptiedCell[];
  called: readonly CalledCell[];
}

/** Finds such cells among those that are about to be saved. */
export function losingCellsOf(
  open: OpenSheet,
  cells: readonly CellChange[],
): LosingCells {
  return {
    emptied: cells
      .filter(cell => cell.minutes === 0 && open.savedMinutes(cell) > 0)
      .map(cell => ({ cell, states: open.statesBefore(cell) })),
    called: cells.flatMap(cell =>
      cell.minutes > 0 && cell.back?.lost?.entry
        ? [{ cell, lost: cell.back.lost }]
        : [],
    ),
  };
}

/** The entries of a week by the cells that hold them, as they are now. */
export async function entriesByCell(
  client: CallboardClient,
  slug: string,
  { timesheet }: OpenSheet,
): Promise<Map<string, Worklog[]>> {
  const { items } = await client.call(endpoints.listWorklogs, {
    params: { slug },
    query: {
      member_id: timesheet.member_id,
      date_from: timesheet.week_start,
      date_to: timesheet.week_end,
      limit: MOST_ENTRIES,
    },
  });
  const entries = new Map<string, Worklog[]>();
  for (const entry of items) {
    const key = keyOfCell({ ...entry, date: entry.logged_at });
    entries.set(key, [...(entries.get(key) ?? []), entry]);
  }
  return entries;
}

/** Notes an entry with the acts that lead back to it, so that it can come back whole. */
export function rememberLost({ states }: EmptiedCell, entry: Worklog): void {
  const lost = { entry };
  for (const state of states) {
    if (state.minutes > 0 && !state.lost?.entry) {
      state.lost = lost;
    }
  }
}

/** Whether an entry is no more than a number that was typed into a week. */
const isBare = ({ source, description, started_at, activity_type }: Worklog) =>
  source === 'timesheet' && !description && !started_at && !activity_type;

/**
 * Brings an entry back, with all it had. What somebody has logged in its place since
 * stays; a bare number becomes that entry again.
 *
 * @param present - what the cell holds by now
 */
export async function bringBack(
  client: CallboardClient,
  slug: string,
  { cell, lost }: CalledCell,
  present: readonly Worklog[],
): Promise<void> {
  const entry = { ...lost.entry!, duration_minutes: cell.minutes };
  const [other] = present;
  if (!other) {
    await restoreWorklog(client, slug, entry);
  } else if (present.length === 1 && other.id !== entry.id && isBare(other)) {
    await client.call(endpoints.updateWorklog, {
      params: {
        slug,
        pid: other.project_id,
        iid: other.work_item_id,
        id: other.id,
      },
      body: {
        duration_minutes: entry.duration_minutes,
        description: entry.description,
        started_at: entry.started_at,
        is_billable: entry.is_billable,
        activity_type: entry.activity_type,
      },
      headers: ifMatch(other),
    });
  } else {
    return;
  }
  // Should what follows fail, it is not logged a second time.
  lost.entry = undefined;
}
