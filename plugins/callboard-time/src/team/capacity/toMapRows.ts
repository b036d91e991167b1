import type {
  DepartmentCapacity,
  MemberCapacity,
} from '@callboard/plugin-callboard-common';

type Day = MemberCapacity['days'][number];

/** A row of the map: a department with totals per day, or one of its people. */
export type MapRow =
  | {
      kind: 'department';
      key: string;
      department: DepartmentCapacity;
      days: readonly Day[];
    }
  | { kind: 'person'; key: string; person: MemberCapacity };

/** Sums the expected and logged time of several people by day. */
function sumDays(people: readonly MemberCapacity[]): Day[] {
  const [first, ...others] = people;
  const sums = (first?.days ?? []).map(day => ({ ...day }));
  for (const { days } of others) {
    days.forEach(({ expected_minutes, logged_minutes }, at) => {
      sums[at].expected_minutes += expected_minutes;
      sums[at].logged_minutes += logged_minutes;
    });
  }
  return sums;
}

/** Lists people below their departments, in the order of the response. */
export function toMapRows(
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
  return departments.flatMap(department => {
    const members = byDepartment.get(department.department_id) ?? [];
    return [
      {
        kind: 'department' as const,
        key: `department ${department.department_id}`,
        department,
        days: sumDays(members),
      },
      ...members.map(person => ({
        kind: 'person' as const,
        key: person.member_id,
        person,
      })),
    ];
  });
}
