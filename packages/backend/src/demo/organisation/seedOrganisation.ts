import { endpoints } from '@callboard/plugin-callboard-common';
import { find, last } from 'lodash';
import {
  demoPeople,
  Employee,
  isPresent,
  MONA,
  teams,
} from '../company/people';
import { createRandom } from '../company/random';
import { DemoYear, SLUG } from '../DemoYear';
import { createStaffRows, departments } from './departments';

/** The number of employees who never use the portal. */
const IMPORTED_PEOPLE = 360;

/**
 * Stores a person's employment. Some people move to another department or leave.
 *
 * @returns the short name of the person's last department
 */
async function seedEmployee(
  year: DemoYear,
  person: Employee,
  index: number,
  departmentIds: ReadonlyMap<string, string>,
): Promise<string> {
  const { ref, team, displayName, email, position, from, until } = person;
  const nameParts = displayName.split(' ');
  const last_name = nameParts.pop()!;
  const { department } = teams.find(({ name }) => name === team)!;
  const admin = year.getAdmin(from, 5 + index / year.people.length);
  const { id } = await year.callAs(admin)(
    endpoints.createStaffMember,
    {},
    {
      user_ref: ref,
      email,
      position,
      last_name,
      staff_id: String(10_001 + index),
      first_name: nameParts.join(' ') || last_name,
      department_id: departmentIds.get(department),
      date_of_joining: admin.at.toISOString().slice(0, 10),
      phone: `+49 40 556 ${1_000 + index}`,
    },
  );
  if (!isPresent(person)) {
    const call = year.callAs(year.getAdmin(until!, 17.6));
    const body = { employment_status: 'resigned' as const };
    await call(endpoints.updateStaffMember, { id }, body);
  } else if (index % 3 === 1 && index >= demoPeople.length) {
    const random = createRandom(`transfer of ${person.name}`);
    const targets = departments.filter(({ parents }) => parents.length > 2);
    const { short_name } = random.helpers.arrayElement(targets);
    const fraction = random.number.float({ min: from + 0.05, max: 0.95 });
    const body = { department_id: departmentIds.get(short_name)! };
    const call = year.callAs(year.getAdmin(fraction, 9));
    await call(endpoints.transferStaffMember, { id }, body);
    return short_name;
  }
  return department;
}

/**
 * Stores the organisation: sixty departments and their staff, people who join, move and leave, and
 * managers who change.
 *
 * @returns the ids of departments by short name, and a function that finds the nearest manager of a
 *   person at the end of the year
 */
export async function seedOrganisation(year: DemoYear) {
  const { services, people } = year;
  const departmentIds = new Map<string, string>();
  for (const [index, { parents, ...department }] of departments.entries()) {
    const { short_name: code } = department;
    const parent_id = departmentIds.get(last(parents) ?? '') ?? null;
    const body = { ...department, code, sort_order: index, parent_id };
    const call = year.callAs(year.getAdmin(0, 3 + index / 120));
    const { id } = await call(endpoints.createDepartment, {}, body);
    departmentIds.set(code, id);
  }
  const rows = createStaffRows(IMPORTED_PEOPLE);
  await services.importStaff(year.getAdmin(0, 3.8), SLUG, rows);

  const departmentByPerson = new Map<string, string>();
  for (const [index, person] of people.entries()) {
    const department = await seedEmployee(year, person, index, departmentIds);
    departmentByPerson.set(person.ref, department);
  }

  // Mona also approves for Checkout, which has no other manager.
  const managed = departments
    .filter(({ parents }) => parents.length < 4)
    .map(({ short_name }) => short_name)
    .filter(name => !['COM', 'CHK'].includes(name));
  const managers = people
    .filter(each => each.from === 0 && isPresent(each) && each.ref !== MONA)
    .slice(3, 3 + managed.length);
  const appointments = [
    { short_name: 'COM', manager_ref: MONA, from: 0.01 },
    ...managers.map(({ ref: manager_ref }, index) => {
      const short_name = managed[index];
      return { short_name, manager_ref, from: 0.02 + index / 100 };
    }),
    // Some managers change.
    ...managers.slice(0, 5).map(({ ref: manager_ref }, index) => {
      const short_name = managed[index + 4];
      return { short_name, manager_ref, from: 0.5 + index / 20 };
    }),
  ];
  for (const { short_name, manager_ref, from } of appointments) {
    const params = { id: departmentIds.get(short_name) };
    const call = year.callAs(year.getAdmin(from, 14));
    await call(endpoints.updateDepartment, params, { manager_ref });
  }
  const managerByDepartment = new Map(
    appointments.map(({ short_name, manager_ref }) => [
      short_name,
      manager_ref,
    ]),
  );

  const findManager = (user_ref: string) => {
    const short_name = departmentByPerson.get(user_ref)!;
    const { parents } = find(departments, { short_name })!;
    return [...parents, short_name]
      .map(name => managerByDepartment.get(name))
      .findLast(manager => manager && manager !== user_ref);
  };
  return { departmentIds, findManager };
}
