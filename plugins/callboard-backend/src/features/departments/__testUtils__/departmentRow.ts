import { newId } from '../../../database/ids';
import { DepartmentRow } from '../DepartmentRow';

/** A department at the top that has nothing but a name. */
export function departmentRow(given: Partial<DepartmentRow>): DepartmentRow {
  return {
    id: newId(0),
    workspace_id: 'w',
    name: 'Somebody',
    code: null,
    short_name: null,
    dept_code: null,
    description: null,
    dept_type: null,
    parent_id: null,
    level: 1,
    manager_ref: null,
    manager_name: null,
    sort_order: 65_535,
    is_active: true,
    version: 1,
    created_at: '2026-01-01T00:00:00.000Z',
    updated_at: '2026-01-01T00:00:00.000Z',
    ...given,
  };
}
