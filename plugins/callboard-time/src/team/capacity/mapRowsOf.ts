import type {
  DepartmentCapacity,
  MemberCapacity,
} from '@callboard/plugin-callboard-common';

/** A row of the map: the sums of a department, or one of its people. */
export type MapRow =
  | { kind: 'department'; key: string; department: DepartmentCapacity }
  | { kind: 'person'; key: string; person: MemberCapacity };

/** Everybody below their department, in the order in which departments were answered. */
export function mapRowsOf(
  departments: readonly DepartmentCapacity[],
  people: readonly MemberCapacity[],
): MapRow[] {
  const byDepartment = new Map<string | null, MemberCapacity[]>();
  for (const person of people) {
    const { department_id } = person;
    const others = byDepartment.get(department_id);
    if (others) {
      others.push(person);
    } else {
      byDepartment.set(department_id, [person]);
    }
  }
  return departments.flatMap(department => [
    {
      kind: 'department' as const,
      key: `department ${department.department_id}`,
      department,
    },
    ...(byDepartment.get(department.department_id) ?? []).map(person => ({
      kind: 'person' as const,
      key: person.member_id,
      person,
    })),
  ]);
}
