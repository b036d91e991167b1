import { StaffChangeTime } from '../staff/patchStaff';

/** The settings of a run. */
export interface SeedSetting {
  workspace_id: string;
  /** The types of Groups that become departments; undefined for all. */
  groupTypes?: readonly string[];
  /** The existing department types; if empty, all types are accepted. */
  departmentTypes: readonly string[];
  staffIdLength: number;
  moment: StaffChangeTime;
}
