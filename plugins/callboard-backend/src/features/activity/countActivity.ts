import { Knex } from 'knex';
import { countWithin } from './countWithin';
import { isReadInWindows, ROWS_AT_ONCE, windowsOfLog } from './logWindows';
import { countableActivity } from './rollups/countableActivity';
import { inLogSnapshot } from './rollups/inLogSnapshot';
import { ActivitySelection } from './selectActivity';

/** How many rows a selection has. */
export async function countActivity(
  knex: Knex,
  selection: ActivitySelection,
  rowsAtOnce = ROWS_AT_ONCE,
): Promise<number> {
  if (isReadInWindows(knex, selection)) {
    let count = 0;
    for await (const window of windowsOfLog(knex, undefined, rowsAtOnce)) {
      count += await countWithin(knex, selection, window);
    }
    return count;
  }
  return inLogSnapshot(knex, async log => {
    const countable = countableActivity(log, selection, []);
    const [row] = await log.knex
      .from(countable.as('countable'))
      .sum({ count: 'times' });
    return Number(row.count ?? 0);
  });
}
