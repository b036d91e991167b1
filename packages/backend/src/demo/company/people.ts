import { Role } from '@callboard/plugin-callboard-common';
import { deburr, words } from 'lodash';
import { createNames, createRandom, parseTable } from './random';

/**
 * Teams and other groups, with their departments: those before `identity` exist at any size,
 * the others as people join.
 */
const TEAMS = parseTable(`
  lantern              | Lantern              | organization |           | Berlin   | LTN | Sells lamps on the internet
  commerce             | Commerce             | department   | lantern   | Berlin   | COM | Everything a customer sees and pays for
  logistics            | Logistics            | department   | lantern   | Berlin   | LOG | From the shelf to the front door
  platform             | Platform             | department   | lantern   | Berlin   | PLT | The platform for the other departments
  insights             | Insights             | department   | lantern   | Berlin   | INS | Data for decisions
  visitors             | Visitors             | team         | lantern   | Lisbon   | VIS | External auditors and partners
  payments             | Payments             | team         | commerce  | Berlin   | PAY | Takes the money, once
  storefront           | Storefront           | team         | commerce  | Lisbon   | STO | The shop on every screen
  checkout             | Checkout             | team         | commerce  | Berlin   | CHK | From basket to order
  warehouse            | Warehouse            | team         | logistics | Berlin   | WHS | Stock and picking
  delivery             | Delivery             | team         | logistics | Lisbon   | DEL | Carriers and tracking
  developer-experience | Developer experience | team         | platform  | Berlin   | DEX | This portal and the tools around it
  reliability          | Reliability          | team         | platform  | New_York | REL | Keeps it all running
  data                 | Data                 | team         | insights  | New_York | DAT | Pipelines and reports
  identity             | Identity             | team         | platform  | Lisbon   | IDN | Accounts and sign-in
  search               | Search               | team         | commerce  | Berlin   | SEA | Finding what is there
  returns              | Returns              | team         | logistics | Berlin   | RET | And back again
  forecasting          | Forecasting          | team         | insights  | New_York | FOR | What comes next
  pricing              | Pricing              | team         | commerce  | Lisbon   | PRI | What it costs, and why
  marketplace          | Marketplace          | team         | commerce  | Berlin   | COM | Other sellers
  fleet                | Fleet                | team         | logistics | Lisbon   | LOG | Vans and their routes
  security             | Security             | team         | platform  | Berlin   | SEC | Locks and alarms
  networking           | Networking           | team         | platform  | New_York | PLT | Cables and clouds
  mobile               | Mobile               | team         | commerce  | Lisbon   | COM | The shop in the pocket
  experiments          | Experiments          | team         | insights  | New_York | INS | A or B
  suppliers            | Suppliers            | team         | logistics | Berlin   | LOG | Suppliers of the lamps
`).map(([name, title, type, parent, city, department, description]) => ({
  name,
  title,
  type,
  parent,
  timezone: `${city === 'New_York' ? 'America' : 'Europe'}/${city}`,
  department,
  description,
}));

export type DemoTeam = (typeof TEAMS)[number];

/** Creates the tree of teams, parents first: a team for eight people, but the first 14 groups always. */
export function makeTeams(people: number): DemoTeam[] {
  return TEAMS.slice(0, Math.max(14, Math.ceil(people / 8) + 6));
}

function toUser(name: string) {
  const [ref, email] = [`user:default/${name}`, `${name}@example.com`];
  return { name, ref, email };
}

/** The four people to sign in as; they stay all year. */
export const demoPeople = parseTable(`
  alex.admin   | Alex Admin   | Portal administrator   | developer-experience | 6   | admin
  mona.manager | Mona Manager | Head of Commerce       | commerce             | 3   | member
  max.member   | Max Member   | Software engineer      | checkout             | 5   | member
  gina.guest   | Gina Guest   | External auditor       | visitors             | 0.6 | guest
`).map(([name, displayName, position, team, pace, role]) => ({
  ...toUser(name),
  displayName,
  position,
  team,
  /** Events in the portal on an average working day. */
  pace: Number(pace),
  role: role as Role,
  /** When they join the default workspace, as a fraction of the year from 0 to 1. */
  from: 0,
  until: undefined as number | undefined,
}));

/** An employee of the demo company. */
export type DemoPerson = (typeof demoPeople)[number];

export const [ALEX, MONA, MAX, GINA] = demoPeople.map(({ ref }) => ref);

/** Names that pages must display, besides ordinary ones. */
const UNUSUAL_NAMES = parseTable(`
  zoe.angstrom      | Zoë Ångström-Lindqvist
  maria.fernandez   | María de los Ángeles Fernández-Villaverde y Montenegro
  misaki.sato       | 佐藤 美咲
  lukasz.zolkiewski | Łukasz Żółkiewski
  nguyet.dang       | Đặng Thị Minh Nguyệt
  siobhan.oreilly   | Siobhán O'Reilly
  omar.haddad       | عمر حداد
  wolfeschlegel     | Hubert Blaine Wolfeschlegelsteinhausenbergerdorff the Third
`);

const [POSITIONS] = parseTable(
  'Software engineer|Senior software engineer|Staff engineer|Product manager|Designer|Data analyst|Site reliability engineer|Engineering manager|Test engineer',
);

/** Few use the portal all day, most now and then, some hardly ever. */
const PACES = [
  { weight: 2, value: 7 },
  { weight: 5, value: 2.2 },
  { weight: 9, value: 1 },
  { weight: 4, value: 0.3 },
];

/**
 * Creates the people of the company: the four demo people, then `count - 4` others with unique
 * names. Most are present from the start, some join later, a few leave.
 */
export function makePeople(count: number, teams: DemoTeam[]): DemoPerson[] {
  const employers = teams.filter(
    ({ name, type }) => type === 'team' && name !== 'visitors',
  );
  const people = [...demoPeople];
  const namesakes: Record<string, number> = {};
  const drawName = createNames('names');
  const random = createRandom('people');
  const careers = createRandom('tenures');
  while (people.length < count) {
    const index = people.length - demoPeople.length;
    const ordinary = () => ['', drawName(index).join(' ')];
    const [unusual, displayName] = UNUSUAL_NAMES[index] ?? ordinary();
    const names = words(deburr(displayName).toLowerCase(), /[a-z]+/g);
    const base = unusual || names.join('.').slice(0, 60);
    namesakes[base] = (namesakes[base] ?? 0) + 1;
    const from = careers.datatype.boolean(0.25)
      ? careers.number.float({ max: 0.7 })
      : 0;
    const until = careers.datatype.boolean(0.06)
      ? careers.number.float({ min: from + 0.1, max: 0.95 })
      : undefined;
    people.push({
      ...toUser(namesakes[base] > 1 ? base + namesakes[base] : base),
      displayName,
      from,
      until,
      position: random.helpers.arrayElement(POSITIONS),
      // Ordinary names lead the charts.
      pace: unusual ? 1 : random.helpers.weightedArrayElement(PACES),
      role: careers.datatype.boolean(0.15) ? 'guest' : 'member',
      team: employers[index % employers.length].name,
    });
  }
  return people;
}

/** Whether a person is in the default workspace today. */
export function isPresent({ until }: DemoPerson): boolean {
  return until === undefined;
}
