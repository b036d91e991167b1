import { Role } from '@callboard/plugin-callboard-common';
import { deburr, times, words } from 'lodash';
import { createNameGenerator, createRandom, parseTable } from './random';

/** The groups of the catalog: departments and their teams. */
export const groups = parseTable(
  [
    'name',
    'title',
    'type',
    'parent',
    'timezone',
    'department_short_name',
    'description',
  ],
  `
    lantern              | Lantern              | organization |           | Europe/Berlin    | LTN | Sells lamps on the internet
    commerce             | Commerce             | department   | lantern   | Europe/Berlin    | COM | Everything a customer sees and pays for
    logistics            | Logistics            | department   | lantern   | Europe/Berlin    | LOG | From the shelf to the front door
    platform             | Platform             | department   | lantern   | Europe/Berlin    | PLT | The platform for the other departments
    insights             | Insights             | department   | lantern   | Europe/Berlin    | INS | Data for decisions
    visitors             | Visitors             | team         | lantern   | Europe/Lisbon    | VIS | External auditors and partners
    payments             | Payments             | team         | commerce  | Europe/Berlin    | PAY | Takes the money, once
    storefront           | Storefront           | team         | commerce  | Europe/Lisbon    | STO | The shop on every screen
    checkout             | Checkout             | team         | commerce  | Europe/Berlin    | CHK | From basket to order
    warehouse            | Warehouse            | team         | logistics | Europe/Berlin    | WHS | Stock and picking
    delivery             | Delivery             | team         | logistics | Europe/Lisbon    | DEL | Carriers and tracking
    developer-experience | Developer experience | team         | platform  | Europe/Berlin    | DEX | This portal and the tools around it
    reliability          | Reliability          | team         | platform  | America/New_York | REL | Keeps it all running
    data                 | Data                 | team         | insights  | America/New_York | DAT | Pipelines and reports
  `,
);

function toUser(name: string) {
  const [ref, email] = [`user:default/${name}`, `${name}@example.com`];
  return { name, ref, email };
}

/** The four people whom visitors can sign in as; they stay all year. */
export const demoPeople = parseTable(
  ['name', 'displayName', 'position', 'team', 'pace', 'role'],
  `
    alex.admin   | Alex Admin   | Portal administrator | developer-experience | 6   | admin
    mona.manager | Mona Manager | Head of Commerce     | commerce             | 3   | member
    max.member   | Max Member   | Software engineer    | checkout             | 5   | member
    gina.guest   | Gina Guest   | External auditor     | visitors             | 0.6 | guest
  `,
).map(({ name, pace, role, ...person }) => ({
  ...toUser(name),
  ...person,
  role: role as Role,
  /** Visits to the portal on an average working day. */
  pace: Number(pace),
  /** When they join the default workspace, as a fraction of the year from 0 to 1. */
  joinFraction: 0,
  /** When they leave it, in the same way; undefined if they stay. */
  leaveFraction: undefined as number | undefined,
}));

/** An employee of the demo company, such as one of the demo people. */
export type Employee = (typeof demoPeople)[number];

export const [ALEX_REF, MONA_REF, MAX_REF, GINA_REF] = demoPeople.map(
  ({ ref }) => ref,
);

/** Unusual names, which pages must display correctly. */
const unusualNames = parseTable(
  ['name', 'displayName'],
  `
    zoe.angstrom      | Zoë Ångström-Lindqvist
    maria.fernandez   | María de los Ángeles Fernández-Villaverde y Montenegro
    misaki.sato       | 佐藤 美咲
    lukasz.zolkiewski | Łukasz Żółkiewski
    nguyet.dang       | Đặng Thị Minh Nguyệt
    siobhan.oreilly   | Siobhán O'Reilly
    omar.haddad       | عمر حداد
    wolfeschlegel     | Hubert Blaine Wolfeschlegelsteinhausenbergerdorff the Third
  `,
);

const POSITIONS = [
  ...['Software engineer', 'Senior software engineer', 'Staff engineer'],
  ...['Product manager', 'Engineering manager', 'Site reliability engineer'],
  ...['Designer', 'Data analyst', 'Test engineer'],
];

/** Values of `pace`: few people use the portal all day, most now and then, some hardly ever. */
const PACES = [7, 7, 2.2, 2.2, 2.2, 1, 1, 1, 1, 0.3];

/**
 * Creates the people of the company: the four demo people, then `count - 4` other people with unique
 * names. The same count gives the same people. Some join later, a few leave.
 */
export function makePeople(count: number): Employee[] {
  const employeeTeams = groups.filter(
    ({ name, type }) => type === 'team' && name !== 'visitors',
  );
  const random = createRandom('people');
  const drawName = createNameGenerator('names');
  const names = new Set<string>();
  const otherPeople = times(count - demoPeople.length, (index): Employee => {
    const unusual = unusualNames[index];
    const displayName = unusual?.displayName ?? drawName(index).join(' ');
    const nameWords = words(deburr(displayName).toLowerCase(), /[a-z]+/g);
    const base = unusual?.name ?? nameWords.join('.').slice(0, 60);
    const name = names.has(base) ? `${base}${index}` : base;
    names.add(name);
    const joinsLater = index % 5 === 4;
    const leaves = index % 17 === 8;
    return {
      ...toUser(name),
      displayName,
      position: random.helpers.arrayElement(POSITIONS),
      team: employeeTeams[index % employeeTeams.length].name,
      // People with unusual names visit less, so that ordinary names lead the charts.
      pace: unusual ? 1 : random.helpers.arrayElement(PACES),
      role: index % 7 === 6 ? 'guest' : 'member',
      joinFraction: joinsLater
        ? random.number.float({ min: 0.05, max: 0.7 })
        : 0,
      leaveFraction: leaves
        ? random.number.float({ min: 0.8, max: 0.95 })
        : undefined,
    };
  });
  return [...demoPeople, ...otherPeople];
}

/** Whether a person is in the default workspace today. */
export function isPresent({ leaveFraction }: Employee): boolean {
  return leaveFraction === undefined;
}
