import { endpoints } from '@callboard/plugin-callboard-common';
import { find, last } from 'lodash';
import { DemoCompany } from '../company/entities';
import { demoPeople, DemoPerson, isPresent, MONA } from '../company/people';
import { createRandom } from '../company/random';
import { SLUG, Timeline } from '../Timeline';
import { projects } from '../work/projects';
import { createStaffRows, departments } from './departments';

/** The number of employees who never use the portal. */
const IMPORTED_PEOPLE = 360;

/**
 * Adds the organisation's year: sixty departments and their staff at its start, then
 * people who join, move and leave, managers who change, and links to projects.
 *
 * @returns a function that finds the nearest manager of a person at the end of the year
 */
export function addOrganisation(
  timeline: Timeline,
  { people, teams }: DemoCompany,
): (user_ref: string) => string | undefined {
  /** The current managers of departments, and departments of people. */
  const managerByDepartment = new Map<string, string>();
  const departmentByPerson = new Map<string, string>();
  const getDepartment = (name: string) => timeline.getId('department', name);
  const getId = ({ name }: DemoPerson) => timeline.getId('staff', name);

  departments.forEach(({ parents, ...department }, index) =>
    timeline.addWorking(0, 5 + index / 120, async call => {
      const { short_name: code } = department;
      const parent = last(parents);
      const parent_id = parent ? getDepartment(parent) : null;
      const body = { ...department, code, sort_order: index, parent_id };
      const created = await call(endpoints.createDepartment, {}, body);
      timeline.setId('department', code, created);
    }),
  );
  const rows = createStaffRows(IMPORTED_PEOPLE);
  timeline.addWorking(0, 5.7, (_, services, actor) =>
    services.importStaff(actor, SLUG, rows),
  );

  people.forEach((person, index) => {
    const { name, ref, displayName, email, position, from, until } = person;
    const words = displayName.split(' ');
    const last_name = words.pop()!;
    const { department } = teams.find(each => each.name === person.team)!;
    const hour = 5.8 + (2 * index) / people.length;
    timeline.addWorking(from, hour, async (call, _, { at }) => {
      const created = await call(endpoints.createStaffMember, undefined, {
        user_ref: ref,
        email,
        position,
        last_name,
        staff_id: String(10_001 + index),
        first_name: words.join(' ') || last_name,
        department_id: getDepartment(department),
        date_of_joining: at.toISOString().slice(0, 10),
        phone: `+49 40 556 ${1_000 + index}`,
      });
      timeline.setId('staff', name, created);
      departmentByPerson.set(ref, department);
    });
    if (until !== undefined) {
      const body = { employment_status: 'resigned' as const };
      timeline.addWorking(until, 17.6 + index / 10_000, call =>
        call(endpoints.updateStaffMember, { id: getId(person) }, body),
      );
    }
  });

  // Mona manages Commerce all year, and Checkout, which has no other manager;
  // elsewhere managers change once.
  const appoint = (name: string, manager_ref: string, at: number) =>
    timeline.addWorking(at, 14, call => {
      const params = { id: getDepartment(name) };
      managerByDepartment.set(name, manager_ref);
      return call(endpoints.updateDepartment, params, { manager_ref });
    });
  appoint('COM', MONA, 0.01);
  const managers = people
    .filter(each => each.from === 0 && isPresent(each) && each.ref !== MONA)
    .slice(3);
  const managed = departments.flatMap(({ parents, short_name }) =>
    parents.length < 4 && !['COM', 'CHK'].includes(short_name)
      ? short_name
      : [],
  );
  managers.forEach(({ ref }, index) => {
    appoint(managed[index % managed.length], ref, 0.02 + (index % 90) / 100);
    if (index < 5) {
      appoint(managed[index + 4], ref, 0.5 + index / 20);
    }
  });

  const random = createRandom('transfers');
  const offices = departments.filter(({ parents }) => parents.length > 2);
  const stayed = people.slice(demoPeople.length).filter(isPresent);
  stayed.forEach((person, index) => {
    if (index % 3 === 0) {
      const { short_name } = random.helpers.arrayElement(offices);
      const min = Math.min(person.from + 0.1, 0.9);
      const at = random.number.float({ min, max: 0.95 });
      timeline.addWorking(at, 9 + index / stayed.length, call => {
        const body = { department_id: getDepartment(short_name) };
        departmentByPerson.set(person.ref, short_name);
        return call(endpoints.transferStaffMember, { id: getId(person) }, body);
      });
    }
  });

  for (const project of projects) {
    timeline.addWorking(project.from, 11.2, async call => {
      const body = { project_id: timeline.getId('project', project.name) };
      for (const name of project.departments) {
        const params = { id: getDepartment(name) };
        await call(endpoints.linkDepartment, params, body);
      }
    });
  }

  return user_ref => {
    const short_name = departmentByPerson.get(user_ref)!;
    const { parents } = find(departments, { short_name })!;
    const line = [...parents, short_name].map(name =>
      managerByDepartment.get(name),
    );
    return line.reverse().find(manager => manager && manager !== user_ref);
  };
}
