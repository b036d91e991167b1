import {
  endpoints,
  type CallboardClient,
  type Timesheet,
} from '@callboard/plugin-callboard-common';
import {
  bringBack,
  entriesByCell,
  losingCellsOf,
  rememberLost,
} from './lostEntries';
import type { OpenSheet } from './OpenSheet';
import { keyOfCell, type CellChange } from './SheetCell';

/** Remembers the entries that cells lose, and brings back those that are called back. */
async function careForLost(
  client: CallboardClient,
  slug: string,
  open: OpenSheet,
  cells: readonly CellChange[],
): Promise<void> {
  // Before anything is waited for: what is done from here on is about the cells as
  // they will be.
  const { emptied, called } = losingCellsOf(open, cells);
  if (emptied.length + called.length === 0) {
    return;
  }
  const entries = await entriesByCell(client, slug, open);
  for (const losing of emptied) {
    const [entry] = entries.get(keyOfCell(losing.cell)) ?? [];
    if (entry) {
      rememberLost(losing, entry);
    }
  }
  for (const calling of called) {
    const present = entries.get(keyOfCell(calling.cell)) ?? [];
    await bringBack(client, slug, calling, present);
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
  open: OpenSheet;
  cells: readonly CellChange[];
}): Promise<Timesheet> {
  const { client, slug, open, cells } = options;
  await careForLost(client, slug, open, cells);
  return client.call(endpoints.saveTimesheet, {
    params: { slug },
    // Whoever closes the page has typed it all the same.
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
