import {
  endpoints,
  type CallboardClient,
  type Timesheet,
} from '@callboard/plugin-callboard-common';
import {
  bringBack,
  fetchWorklogsByCell,
  findLosingCells,
  rememberLost,
} from './lostEntries';
import type { OpenTimesheet } from './OpenTimesheet';
import { getCellKey, type CellChange } from './WeekCell';

/** Stores the worklogs that emptied cells lose, and restores those that an undo needs. */
async function preserveLostWorklogs(
  client: CallboardClient,
  slug: string,
  open: OpenTimesheet,
  cells: readonly CellChange[],
): Promise<void> {
  // Compute this before the first await, as later edits change the cells.
  const { emptied, called } = findLosingCells(open, cells);
  if (emptied.length + called.length === 0) {
    return;
  }
  const entries = await fetchWorklogsByCell(client, slug, open);
  for (const losing of emptied) {
    const [entry] = entries.get(getCellKey(losing.cell)) ?? [];
    if (entry) {
      rememberLost(losing, entry);
    }
  }
  for (const calling of called) {
    const present = entries.get(getCellKey(calling.cell)) ?? [];
    await bringBack(client, slug, calling, present);
  }
}

/**
 * Saves cells of a week. Undoing a deletion restores the worklog with its description and all other
 * fields.
 *
 * @returns the updated week
 * @throws the server's error; its cell indexes refer to `cells`
 */
export async function saveOpenTimesheet(options: {
  client: CallboardClient;
  slug: string;
  open: OpenTimesheet;
  cells: readonly CellChange[];
}): Promise<Timesheet> {
  const { client, slug, open, cells } = options;
  await preserveLostWorklogs(client, slug, open, cells);
  return client.call(endpoints.saveTimesheet, {
    params: { slug },
    // Closing the page must not lose the edits.
    keepalive: document.visibilityState === 'hidden',
    body: {
      week: open.timesheet.week_start,
      cells: cells.map(({ work_item_id, date, minutes }) => ({
        work_item_id,
        date,
        minutes,
      })),
    },
  });
}
