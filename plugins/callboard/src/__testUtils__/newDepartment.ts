import type { Department } from '@callboard/plugin-callboard-common';
import type { FakeBackend } from './FakeBackend';

/** A department at the top, or below another one. */
export function newDepartment(
  backend: FakeBackend,
  parent?: Department | null,
  values?: Partial<Department>,
): Department {
  return {
    name: 'Engineering',
    code: null,
    short_name: null,
    dept_code: null,
    description: null,
    dept_type: null,
    parent_id: parent?.id ?? null,
    level: (parent?.level ?? 0) + 1,
    manager_ref: null,
    manager_name: null,
    sort_order: 65_535,
    is_active: true,
    ...backend.newThing(),
    ...values,
  };
}
