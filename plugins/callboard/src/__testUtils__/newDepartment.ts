import type { Department } from '@callboard/plugin-callboard-common';
import { exampleOf } from '@callboard/plugin-callboard-react/testUtils';
import type { FakeBackend } from './FakeBackend';

/** A department at the top, or below another one. */
export function newDepartment(
  backend: FakeBackend,
  parent?: Department | null,
  values?: Partial<Department>,
): Department {
  return exampleOf('getDepartment', {
    name: 'Engineering',
    parent_id: parent?.id ?? null,
    level: (parent?.level ?? 0) + 1,
    sort_order: 65_535,
    is_active: true,
    ...backend.newThing(),
    ...values,
  });
}
