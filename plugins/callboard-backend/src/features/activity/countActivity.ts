import { Knex } from 'knex';
import { ActivitySelection, selectActivity } from './selectActivity';

/** How many rows a selection has. */
export async function countActivity(
  knex: Knex,
  selection: ActivitySelection,
): Promise<number> {
  const [row] = await selectActivity(knex, selection).count({ count: '*' });
  return Number(row.count);
}
