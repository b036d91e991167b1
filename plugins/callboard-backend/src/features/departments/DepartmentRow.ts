import {
  DEFAULT_SORT_ORDER,
  Department,
} from '@callboard/plugin-callboard-common';
import { createId } from '../../database/ids';

/** A department as it is stored, with the name of who manages it. */
export type DepartmentRow = Department & { workspace_id: string };

/** A department as the API returns it. */
export function toDepartmentResponse({
  workspace_id: _,
  ...department
}: DepartmentRow): Department {
  return department;
}

/** A new root department with default values. */
export function createBlankDepartment(
  workspace_id: string,
  now: number,
): DepartmentRow {
  const instant = new Date(now).toISOString();
  return {
    id: createId(now),
    workspace_id,
    name: '',
    code: null,
    short_name: null,
    dept_code: null,
    description: null,
    dept_type: null,
    parent_id: null,
    level: 1,
    manager_ref: null,
    manager_name: null,
    sort_order: DEFAULT_SORT_ORDER,
    is_active: true,
    version: 1,
    created_at: instant,
    updated_at: instant,
  };
}
