import {
  DEFAULT_WORKSPACE,
  endpoints,
} from '@callboard/plugin-callboard-common';
import { DemoCompany } from '../company/entities';
import { demoPeople, DemoPerson, isPresent, MONA } from '../company/people';
import { createRandom } from '../company/random';
import { Timeline } from '../Timeline';
import { projects } from '../work/projects';
import { createStaffRows, departments, findDepartment } from './departments';

/** How many employees never use the portal. */
const IMPORTED_PEOPLE = 360;

/** First and last name, as far as a name says. */
function splitName(displayName: string): [first: string, last: string] {
  const words = displayName.split(' ');
  const last = words[words.length - 1];
  return [words.slice(0, -1).join(' ') || last, last];
}

/**
 * Adds the organisation's year: sixty departments and their staff at its start, then
 * people who join, move and leave, managers who change, and links to projects.
 *
 * @param projectIds - by the name of the entity, once projects are created
 */
export function addOrganisation(
  timeline: Timeline,
  { people, teams }: DemoCompany,
  projectIds: ReadonlyMap<string, string>,
): void {
  const departmentIds = new Map<string, string>();
  const staffIds = new Map<DemoPerson, string>();
  const getDepartment = (name: string) => ({ id: departmentIds.get(name)! });
  const getMember = (person: DemoPerson) => ({ id: staffIds.get(person)! });

  departments.forEach(({ parent, level, ...department }, index) =>
    timeline.addWorking(0, 5 + index / 120, async call => {
      const { short_name } = department;
      const { id } = await call(endpoints.createDepartment, undefined, {
        ...department,
        code: short_name,
        parent_id: parent ? departmentIds.get(parent) : null,
        sort_order: index,
      });
      departmentIds.set(short_name, id);
    }),
  );
  const rows = createStaffRows(IMPORTED_PEOPLE);
  timeline.addWorking(0, 5.7, (_, services, by) =>
    services.importStaff(by, DEFAULT_WORKSPACE, rows),
  );

  people.forEach((person, index) => {
    const { ref, displayName, email, position, from, until } = person;
    const [first_name, last_name] = splitName(displayName);
    const hour = 5.8 + (2 * index) / people.length;
    timeline.addWorking(from, hour, async (call, _, { at }) => {
      const { id } = await call(endpoints.createStaffMember, undefined, {
        staff_id: String(10_001 + index),
        user_ref: ref,
        first_name,
        last_name,
        email,
        position,
        department_id: departmentIds.get(findDepartment(person, teams)),
        date_of_joining: at.toISOString().slice(0, 10),
        phone: `+49 40 556 ${1_000 + index}`,
      });
      staffIds.set(person, id);
    });
    if (until !== undefined) {
      const body = { employment_status: 'resigned' as const };
      timeline.addWorking(until, 17.6 + index / 10_000, call =>
        call(endpoints.updateStaffMember, getMember(person), body),
      );
    }
  });

  // Mona manages Commerce all year, and Checkout, which has no manager of its own;
  // elsewhere managers change once.
  const appoint = (name: string, manager_ref: string, at: number) =>
    timeline.addWorking(at, 14, call =>
      call(endpoints.updateDepartment, getDepartment(name), { manager_ref }),
    );
  appoint('COM', MONA, 0.01);
  const managers = people
    .filter(each => each.from === 0 && isPresent(each) && each.ref !== MONA)
    .slice(3);
  const managed = departments
    .filter(({ level }) => level <= 4)
    .map(({ short_name }) => short_name)
    .filter(name => !['COM', 'CHK'].includes(name));
  managers.forEach(({ ref }, index) =>
    appoint(managed[index % managed.length], ref, 0.02 + (index % 90) / 100),
  );
  managers
    .slice(0, 5)
    .forEach(({ ref }, index) =>
      appoint(managed[index + 4], ref, 0.5 + index / 20),
    );

  const random = createRandom('transfers');
  const offices = departments.filter(({ level }) => level > 3);
  const stayed = people.slice(demoPeople.length).filter(isPresent);
  stayed.forEach((person, index) => {
    if (index % 3 === 0) {
      const { short_name } = random.helpers.arrayElement(offices);
      const min = Math.min(person.from + 0.1, 0.9);
      const at = random.number.float({ min, max: 0.95 });
      timeline.addWorking(at, 9 + index / stayed.length, call => {
        const department_id = departmentIds.get(short_name)!;
        return call(endpoints.transferStaffMember, getMember(person), {
          department_id,
        });
      });
    }
  });

  for (const { name, from, departments: linked } of projects) {
    timeline.addWorking(from, 11.2, async call => {
      const body = { project_id: projectIds.get(name)! };
      for (const each of linked) {
        await call(endpoints.linkDepartment, getDepartment(each), body);
      }
    });
  }
}
