import {
  endpoints,
  type CallboardClient,
  type Timesheet,
  type Worklog,
} from '@callboard/plugin-callboard-common';
import { restoreWorklog } from '../data/restoreWorklog';
import type { OpenSheet } from './OpenSheet';
import { keyOfCell, type CellChange } from './SheetCell';

/** More entries than a week has in cells of one each. */
const MOST_ENTRIES = 200;

/** What cells held before somebody emptied them, by `keyOfCell`. */
export type LostEntries = Map<string, Worklog>;

/** Remembers what is about to be deleted, so that it can come back whole. */
async function rememberLost(
  client: CallboardClient,
  slug: string,
  timesheet: Timesheet,
  cells: readonly CellChange[],
  lost: LostEntries,
): Promise<void> {
  const rows = new Map(timesheet.rows.map(row => [row.issue_id, row]));
  const emptied = new Set(
    cells
      .filter(
        ({ work_item_id, date, minutes }) =>
          minutes === 0 && rows.get(work_item_id)?.days[date],
      )
      .map(keyOfCell),
  );
  if (emptied.size === 0) {
    return;
  }
  const { items } = await client.call(endpoints.listWorklogs, {
    params: { slug },
    query: {
      member_id: timesheet.member_id,
      date_from: timesheet.week_start,
      date_to: timesheet.week_end,
      limit: MOST_ENTRIES,
    },
  });
  for (const entry of items) {
    const key = keyOfCell({ ...entry, date: entry.logged_at });
    if (emptied.has(key)) {
      lost.set(key, entry);
    }
  }
}

/** Logs entries again that were deleted and are now called back. */
async function bringBack(
  client: CallboardClient,
  slug: string,
  cells: readonly CellChange[],
  lost: LostEntries,
): Promise<void> {
  for (const cell of cells) {
    const key = keyOfCell(cell);
    const entry = lost.get(key);
    if (cell.isUndo && entry?.duration_minutes === cell.minutes) {
      await restoreWorklog(client, slug, entry);
      // Should what follows fail, it is not logged a second time.
      lost.delete(key);
    }
  }
}

/**
 * Saves cells of a week. An entry that somebody empties and calls back has its
 * description and all else again.
 *
 * @returns the week as it is now
 * @throws what the server refuses it with; where it names cells, they are those of
 * `cells`
 */
export async function saveSheet(options: {
  client: CallboardClient;
  slug: string;
  open: Pick<OpenSheet, 'timesheet' | 'lost'>;
  cells: readonly CellChange[];
}): Promise<Timesheet> {
  const { client, slug, cells } = options;
  const { timesheet, lost } = options.open;
  await rememberLost(client, slug, timesheet, cells, lost);
  await bringBack(client, slug, cells, lost);
  return client.call(endpoints.saveTimesheet, {
    params: { slug },
    // Whoever closes the page has typed it all the same.
    keepalive: document.visibilityState === 'hidden',
    body: {
      week: timesheet.week_start,
      cells: cells.map(({ work_item_id, date, minutes }) => ({
        work_item_id,
        date,
        minutes,
      })),
    },
  });
}
