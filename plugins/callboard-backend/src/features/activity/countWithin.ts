import { Knex } from 'knex';
import { LogWindow, whereWindow } from './logWindows';
import { ActivitySelection, selectActivityParts } from './selectActivity';

/** How many rows of a selection are in a part of the log. */
export async function countWithin(
  knex: Knex,
  selection: ActivitySelection,
  window: LogWindow,
): Promise<number> {
  const parts = selectActivityParts(knex, selection).map(part => {
    whereWindow(part, window);
    return part.select(knex.raw('count(*) AS times'));
  });
  const [row] = await knex
    .from(knex.unionAll(parts).as('parts'))
    .sum({ count: 'times' });
  return Number(row.count ?? 0);
}
