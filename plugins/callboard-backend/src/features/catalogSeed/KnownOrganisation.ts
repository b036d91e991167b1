import { DepartmentRow } from '../departments/DepartmentRow';
import { StaffRow } from '../staff/StaffRow';

/**
 * What has become of the entities that departments or staff were made from:
 * their ids by reference, null for what has been deleted since.
 */
export type Origins = ReadonlyMap<string, string | null>;

/** The organisation of a workspace, and what of it came from the catalog. */
export interface KnownOrganisation {
  departments: readonly DepartmentRow[];
  groups: Origins;
  staff: readonly StaffRow[];
  users: Origins;
}
