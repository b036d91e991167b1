import { sortBy } from 'lodash';
import { Calendar, ProjectCalendar } from '../Calendar';
import { DemoPerson, isPresent } from '../company/people';
import { createRandom, parseTable } from '../company/random';

/** Four systems and nine components. */
export const projects = parseTable(`
  System    | payments          | PAY    | payments   | 0.01 | 340 | 0   | payments checkout                | mona.manager | PAY LDG CHK
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
`).map(([kind, name, identifier, domain, from, items, issues, ...lists]) => {
  const [teams, others, departments] = lists.map(cell =>
    cell.split(' ').filter(Boolean),
  );
  return {
    kind,
    name,
    identifier,
    domain,
    teams,
    others,
    departments,
    entity_ref: `${kind.toLowerCase()}:default/${name}`,
    from: Number(from),
    /** The number of items that people create in it, in a year of forty people. */
    items: Number(items),
    issues: Number(issues),
    isSecret: identifier === 'INS',
    /** Whether it has the item that the documentation shows. */
    hasExample: identifier === 'PAY',
  };
});

export type DemoProject = (typeof projects)[number];

/** The demo people who help in projects with few people; Alex even in a secret one. */
const HELPERS = ['alex.admin', 'mona.manager', 'max.member'];

/** Whether a person works on a project because of their team, or is one of its others. */
export function isOwn({ teams, others }: DemoProject, person: DemoPerson) {
  return teams.includes(person.team) || others.includes(person.name);
}

/** Lists who works on a project: members of the workspace who are present today. */
function listTeam(project: DemoProject, people: readonly DemoPerson[]) {
  const { isSecret, from } = project;
  const able = people.filter(each => each.role !== 'guest' && isPresent(each));
  // People who join later do not get access to a secret project.
  const own = able.filter(
    each => isOwn(project, each) && (!isSecret || each.from < from),
  );
  const isEnough = own.length > 2 && own.some(each => each.from === 0);
  const help = isSecret ? HELPERS.slice(0, 1) : HELPERS;
  return isEnough
    ? own
    : able.filter(each => own.includes(each) || help.includes(each.name));
}

/**
 * Creates the context that the generators of a project share.
 *
 * @param stream - of random values
 */
export function createContext(
  project: DemoProject,
  people: readonly DemoPerson[],
  calendar: Calendar,
  stream: string,
) {
  const random = createRandom(`${stream} of ${project.name}`);
  const own = new ProjectCalendar(calendar, project.from);
  const team = listTeam(project, people);
  // The longest-serving person plans the project.
  const lead = sortBy(team, 'from')[0].ref;
  /** Draws a person who has joined by a position of the project's calendar. */
  const pickPerson = (position: number) => {
    const at = own.getDay(position) / calendar.days;
    const there = team.filter(each => each.from === 0 || each.from < at);
    return random.helpers.arrayElement(there).ref;
  };
  return { project, random, calendar: own, team, lead, pickPerson };
}

export type ProjectContext = ReturnType<typeof createContext>;
