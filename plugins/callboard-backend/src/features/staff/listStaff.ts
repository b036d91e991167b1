import { StaffOrder } from '@callboard/plugin-callboard-common';
import { Knex } from 'knex';
import { StaffFilter, selectStaff } from './selectStaff';
import { readStaff, StaffRow } from './StaffRow';

/** A column that lists can be ordered by, without its direction. */
type StaffOrderColumn = Exclude<StaffOrder, `-${string}`>;

/** SQL for the sort key of each order; never null, and short enough for a cursor. */
const keys: Record<StaffOrderColumn, string> = {
  name: 'staff.sort_name',
  staff_id: 'staff.staff_id',
  email: 'lower(staff.email)',
  position: "substr(lower(coalesce(staff.position, '')), 1, 200)",
  date_of_joining: "coalesce(staff.date_of_joining, '')",
  // Ids are in order of creation.
  created_at: 'cast(staff.id as text)',
};

/** The cursor of a list of staff. */
export type StaffPosition = [sort_key: string, id: string];

/** A staff member in a list. */
export interface ListedStaff {
  row: StaffRow;
  position: StaffPosition;
}

/** Staff in order, then by id likewise, from behind a position on. */
export async function listStaff(
  knex: Knex,
  filter: StaffFilter,
  paging: { order_by: StaffOrder; after?: StaffPosition; limit: number },
): Promise<ListedStaff[]> {
  const { order_by } = paging;
  const isReverse = order_by.startsWith('-');
  const key = keys[order_by.slice(isReverse ? 1 : 0) as StaffOrderColumn];
  const direction = isReverse ? 'desc' : 'asc';
  const query = selectStaff(knex, filter)
    .select('staff.*', knex.raw(`${key} AS sort_key`))
    .orderByRaw(`${key} ${direction}, staff.id ${direction}`)
    .limit(paging.limit);
  if (paging.after) {
    const isBehind = isReverse ? '<' : '>';
    query.whereRaw(`(${key}, staff.id) ${isBehind} (?, ?)`, paging.after);
  }
  return (await query).map((row: any) => ({
    row: readStaff(row),
    position: [row.sort_key, row.id],
  }));
}
