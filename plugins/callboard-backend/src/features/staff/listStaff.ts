import { StaffOrder } from '@callboard/plugin-callboard-common';
import { Knex } from 'knex';
import { orderOfStaff } from './orderOfStaff';
import { readStaff } from './readStaff';
import { StaffFilter, selectStaff } from './selectStaff';
import { StaffRow } from './StaffRow';

/** Where a list of staff goes on. */
export type StaffPosition = [sort_key: string, id: string];

/** A staff member in a list. */
export interface ListedStaff {
  row: StaffRow;
  position: StaffPosition;
}

/** Staff in order, from behind a position on. */
export async function listStaff(
  knex: Knex,
  filter: StaffFilter,
  paging: { order_by: StaffOrder; after?: StaffPosition; limit: number },
): Promise<ListedStaff[]> {
  const { key, direction } = orderOfStaff(paging.order_by);
  const query = selectStaff(knex, filter)
    .select('staff.*', knex.raw(`${key} AS sort_key`))
    .orderByRaw(`${key} ${direction}, staff.id ${direction}`)
    .limit(paging.limit);
  if (paging.after) {
    const isBehind = direction === 'asc' ? '>' : '<';
    query.whereRaw(`(${key}, staff.id) ${isBehind} (?, ?)`, paging.after);
  }
  return (await query).map((row: any) => ({
    row: readStaff(row),
    position: [row.sort_key, row.id],
  }));
}
