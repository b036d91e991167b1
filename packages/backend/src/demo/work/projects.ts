import { sortBy, uniq } from 'lodash';
import { Employee, isPresent } from '../company/people';
import { createRandom, parseTable } from '../company/random';
import { DemoYear } from '../DemoYear';

/** Four systems and nine components; `items` and `issues` are the counts for the default demo size. */
export const projects = parseTable(
  [
    ...(['kind', 'name', 'identifier', 'domain', 'from', 'items'] as const),
    ...(['issues', 'teams', 'extras', 'departments'] as const),
  ],
  `
    System    | payments          | PAY    | payments   | 0.01 | 339 | 0   | payments checkout                | mona.manager | PAY LDG CHK
    System    | shop              | SHOP   | shop       | 0.01 | 250 | 0   | storefront checkout              | mona.manager | STO SEA CHK
    System    | fulfilment        | FUL    | fulfilment | 0.02 | 310 | 0   | warehouse delivery               |              | LOG WHS HAM
    System    | insights          | INS    | insights   | 0.3  | 150 | 0   | data                             | alex.admin   | DAT
    Component | payments-api      | PAPI   | payments   | 0.02 | 60  | 220 | payments checkout                |              | CRD CHK
    Component | web-shop          | WEB    | shop       | 0.02 | 60  | 220 | storefront checkout              | mona.manager | PPG CHK
    Component | checkout          | CHK    | shop       | 0.03 | 80  | 0   | checkout storefront              | mona.manager | CHK BSK ORD
    Component | product-catalogue | CAT    | shop       | 0.05 | 180 | 0   | storefront                       |              | STO
    Component | parcel-tracker    | PARCEL | fulfilment | 0.06 | 60  | 150 | delivery                         |              | TRK
    Component | picking-app       | PICK   | fulfilment | 0.04 | 220 | 0   | warehouse                        |              | PCK
    Component | developer-portal  | PORTAL | portal     | 0.02 | 160 | 160 | developer-experience             |              | PRT
    Component | build-runner      | BUILD  | portal     | 0.05 | 60  | 150 | reliability developer-experience |              | BLD
    Component | event-collector   | EVENTS | insights   | 0.08 | 170 | 0   | data                             |              | PIP
  `,
).map(({ from, items, issues, teams, extras, departments, ...project }) => ({
  ...project,
  entity_ref: `${project.kind.toLowerCase()}:default/${project.name}`,
  /** When the project is created, as a fraction of the year from 0 to 1. */
  from: Number(from),
  items: Number(items),
  issues: Number(issues),
  teams: teams.split(' '),
  extras: extras.split(' '),
  departments: departments.split(' '),
  isSecret: project.identifier === 'INS',
}));

export type DemoProject = (typeof projects)[number];

/** The demo people who help in projects with few people. Only the first helps in a secret one. */
const HELPERS = ['alex.admin', 'mona.manager', 'max.member'];

/** Whether a person works on a project: through the person's team, or as one of the `extras`. */
export function isAssignedToProject(
  { teams, extras }: DemoProject,
  person: Employee,
) {
  return teams.includes(person.team) || extras.includes(person.name);
}

/** Lists the people who work on a project. Excludes guests and people who have left. */
function listTeam(project: DemoProject, people: readonly Employee[]) {
  const staff = people.filter(each => each.role !== 'guest' && isPresent(each));
  const members = staff.filter(each => isAssignedToProject(project, each));
  const hasEnoughMembers =
    members.filter(each => each.joinFraction === 0).length > 1;
  const helpers = project.isSecret ? HELPERS.slice(0, 1) : HELPERS;
  return hasEnoughMembers
    ? members
    : uniq([...members, ...staff.filter(each => helpers.includes(each.name))]);
}

/** Creates the context that the generators of a project share. */
export function createContext(project: DemoProject, year: DemoYear) {
  const { calendar, people } = year;
  const random = createRandom(`work of ${project.name}`);
  const team = listTeam(project, people);
  // The longest-serving person plans the project.
  const lead = sortBy(team, 'joinFraction')[0].ref;
  /** Draws a person who has joined by a position of the calendar. */
  const pickPerson = (position: number) => {
    const joined = team.filter(
      each => each.joinFraction * calendar.length <= position,
    );
    return random.helpers.arrayElement(joined).ref;
  };
  /** The position in the calendar at which the project is created. */
  const start = Math.floor(project.from * calendar.length);
  return { project, random, calendar, team, lead, pickPerson, start };
}

export type ProjectContext = ReturnType<typeof createContext>;
