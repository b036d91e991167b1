import { StaffOrder } from '@callboard/plugin-callboard-common';

/** A column that lists can be ordered by, without its direction. */
type StaffOrderColumn = Exclude<StaffOrder, `-${string}`>;

/** SQL for what each order goes by; never null, and short enough for a cursor. */
const keys: Record<StaffOrderColumn, string> = {
  name: 'staff.sort_name',
  staff_id: 'staff.staff_id',
  email: 'lower(staff.email)',
  position: "substr(lower(coalesce(staff.position, '')), 1, 200)",
  date_of_joining: "coalesce(staff.date_of_joining, '')",
  // Ids are made in order.
  created_at: 'cast(staff.id as text)',
};

/** What a list of staff is ordered by, and which way; then by id, likewise. */
export function orderOfStaff(order_by: StaffOrder): {
  key: string;
  direction: 'asc' | 'desc';
} {
  const isReverse = order_by.startsWith('-');
  return {
    key: keys[order_by.slice(isReverse ? 1 : 0) as StaffOrderColumn],
    direction: isReverse ? 'desc' : 'asc',
  };
}
