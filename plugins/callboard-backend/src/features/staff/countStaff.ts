import { Knex } from 'knex';
import { selectStaff, StaffFilter } from './selectStaff';

/** How many staff a filter leaves. */
export async function countStaff(
  knex: Knex,
  filter: StaffFilter,
): Promise<number> {
  const [row] = await selectStaff(knex, filter).count({ count: '*' });
  return Number(row.count);
}
