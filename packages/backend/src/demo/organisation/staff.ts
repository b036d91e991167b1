import { createChance, createGermanChance } from '../world/chance';
import { Person } from '../world/people';
import { DemoTeam } from '../world/teams';
import { DemoDepartment } from './departments';

/** Somebody on the staff who does not use the portal, as a file names them. */
export type ImportedPerson = Record<
  | 'staff_id'
  | 'first_name'
  | 'last_name'
  | 'email'
  | 'department_code'
  | 'position'
  | 'job_grade'
  | 'phone'
  | 'date_of_joining'
  | 'employment_status'
  | 'is_department_manager',
  string
>;

const FIRST_IMPORTED_ID = 20_001;

/** A person with a unique name, so that instructions for newcomers can name her. */
const askedFor = ['Ursula', 'Unterberg'];

const positions: Record<string, string[]> = {
  TEC: ['Software engineer', 'Senior software engineer', 'Test engineer'],
  OPS: ['Shift lead', 'Picker', 'Customer agent', 'Buyer'],
  BUS: ['Account manager', 'Copywriter', 'Campaign planner'],
  COR: ['Accountant', 'Recruiter', 'Counsel'],
};

/** The department of the second level that a department is in. */
function divisionOf(
  department: DemoDepartment,
  byShortName: Map<string, DemoDepartment>,
): string {
  let found = department;
  while (found.level > 2) {
    found = byShortName.get(found.parent!)!;
  }
  return found.short_name;
}

/**
 * People beyond those who use the portal. Each department has at least one,
 * who leads it; the rest are spread, more to the offices than to the top.
 */
export function makeImportedPeople(
  departments: DemoDepartment[],
  count: number,
): ImportedPerson[] {
  const chance = createChance('staff');
  const english = createChance('staff names');
  const german = createGermanChance('staff names');
  const byShortName = new Map(departments.map(row => [row.short_name, row]));
  const offices = departments.filter(({ level }) => level > 2);
  return Array.from({ length: count }, (_, index) => {
    const leads = index < departments.length;
    const department = leads
      ? departments[index]
      : chance.helpers.arrayElement(offices);
    const names = index % 3 === 0 ? german : english;
    const [first_name, last_name] =
      index === 0
        ? askedFor
        : [names.person.firstName(), names.person.lastName()];
    const staff_id = String(FIRST_IMPORTED_ID + index);
    const division = divisionOf(department, byShortName);
    return {
      staff_id,
      first_name,
      last_name,
      email: `${staff_id}@staff.example.com`,
      department_code: department.dept_code,
      position: leads
        ? `Head of ${department.name}`
        : chance.helpers.arrayElement(positions[division] ?? ['Director']),
      job_grade: `G${chance.number.int({ min: 3, max: 9 })}`,
      phone: `+49 40 555 ${chance.string.numeric(4)}`,
      date_of_joining: `${chance.number.int({
        min: 2012,
        max: 2025,
      })}-0${chance.number.int({ min: 1, max: 9 })}-01`,
      employment_status: leads
        ? 'active'
        : chance.helpers.weightedArrayElement([
            { weight: 44, value: 'active' },
            { weight: 3, value: 'probation' },
            { weight: 1, value: 'suspended' },
          ]),
      is_department_manager: String(leads && index % 4 !== 3),
    };
  });
}

/** Which department somebody who uses the portal is in, by short name. */
export function departmentOf(
  person: Pick<Person, 'team'>,
  teams: DemoTeam[],
  departments: DemoDepartment[],
): string {
  const find = (name: string | undefined): string => {
    const team = teams.find(row => row.name === name);
    const named = departments.find(
      row =>
        row.name === team?.title || row.name === `${team?.title} engineering`,
    );
    return named?.short_name ?? (team?.parent ? find(team.parent) : 'LTN');
  };
  return find(person.team);
}

/** First and last name of somebody, as far as a name says. */
export function splitName(displayName: string): [first: string, last: string] {
  const words = displayName.split(' ');
  return words.length === 1
    ? [displayName, displayName]
    : [words.slice(0, -1).join(' '), words[words.length - 1]];
}
