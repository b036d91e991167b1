import { DepartmentRow } from '../departments/DepartmentRow';
import { StaffRow } from '../staff/StaffRow';

/** The imported entities: the ids of their departments or staff by reference, null if deleted since. */
export type Origins = ReadonlyMap<string, string | null>;

/** The organisation of a workspace, and the origins of its imported parts. */
export interface KnownOrganisation {
  departments: readonly DepartmentRow[];
  groups: Origins;
  staff: readonly StaffRow[];
  users: Origins;
}
