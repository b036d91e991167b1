import { createBlankDepartment, DepartmentRow } from '../DepartmentRow';

/** A root department with only a name. */
export function departmentRow(
  overrides: Partial<DepartmentRow>,
): DepartmentRow {
  const created = Date.parse('2026-01-01T00:00:00.000Z');
  return {
    ...createBlankDepartment('w', created),
    name: 'Somebody',
    ...overrides,
  };
}
