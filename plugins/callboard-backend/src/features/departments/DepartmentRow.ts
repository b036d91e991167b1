import { Department } from '@callboard/plugin-callboard-common';

/** A department as it is stored, with the name of who manages it. */
export type DepartmentRow = Department & { workspace_id: string };

/** A department as it looks on the wire. */
export function departmentOnWire({
  workspace_id: _,
  ...department
}: DepartmentRow): Department {
  return department;
}
