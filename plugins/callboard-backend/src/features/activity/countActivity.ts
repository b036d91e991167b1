import { Knex } from 'knex';
import { countableActivity } from './rollups/countableActivity';
import { inLogSnapshot } from './rollups/inLogSnapshot';
import { ActivitySelection } from './selectActivity';

/** How many rows a selection has. */
export async function countActivity(
  knex: Knex,
  selection: ActivitySelection,
): Promise<number> {
  return inLogSnapshot(knex, async log => {
    const countable = countableActivity(log, selection, []);
    const [row] = await log.knex
      .from(countable.as('countable'))
      .sum({ count: 'times' });
    return Number(row.count ?? 0);
  });
}
