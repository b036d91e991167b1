import { StaffRow } from './StaffRow';

/** What a staff member is called. */
export function staffName(
  row: Pick<StaffRow, 'first_name' | 'last_name'>,
): string {
  return `${row.first_name} ${row.last_name}`;
}
