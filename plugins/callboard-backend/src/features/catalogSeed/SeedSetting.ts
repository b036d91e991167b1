import { EmploymentMoment } from '../staff/momentOf';

/** What a run has to know besides the two organisations. */
export interface SeedSetting {
  workspace_id: string;
  /** The types of Groups that become departments; undefined for all. */
  groupTypes?: readonly string[];
  /** The types of departments there are; when there are none, every one is. */
  departmentTypes: readonly string[];
  staffIdLength: number;
  moment: EmploymentMoment;
}
