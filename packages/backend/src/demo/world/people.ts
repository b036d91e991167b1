import { demoPeople } from '../demoPeople';
import { createChance, createGermanChance } from './chance';
import { DemoTeam } from './teams';

/** Somebody who works at the demo company. */
export interface Person {
  /** The name of the User in the `default` namespace. */
  name: string;
  displayName: string;
  email: string;
  position: string;
  /** The name of the team they are in. */
  team: string;
  /** How much of the portal they use, in events on an average working day. */
  pace: number;
}

/** Names that a page must be able to hold, beside the ordinary ones. */
const unusualNames: Array<[name: string, displayName: string]> = [
  ['zoe.angstrom', 'Zoë Ångström-Lindqvist'],
  ['maria.fernandez', 'María de los Ángeles Fernández-Villaverde y Montenegro'],
  ['misaki.sato', '佐藤 美咲'],
  ['lukasz.zolkiewski', 'Łukasz Żółkiewski'],
  ['nguyet.dang', 'Đặng Thị Minh Nguyệt'],
  ['siobhan.oreilly', "Siobhán O'Reilly"],
  ['omar.haddad', 'عمر حداد'],
  [
    'wolfeschlegel',
    'Hubert Blaine Wolfeschlegelsteinhausenbergerdorff the Third',
  ],
];

const positions = [
  'Software engineer',
  'Senior software engineer',
  'Staff engineer',
  'Product manager',
  'Designer',
  'Data analyst',
  'Site reliability engineer',
  'Engineering manager',
  'Test engineer',
];

/** Few use the portal all day, most now and then, some hardly ever. */
const paces = [
  { weight: 2, value: 7 },
  { weight: 5, value: 2.2 },
  { weight: 9, value: 1 },
  { weight: 4, value: 0.3 },
];

const demoPaces: Record<string, number> = {
  'alex.admin': 6,
  'mona.manager': 3,
  'max.member': 5,
  'gina.guest': 0.6,
};

function asEntityName(displayName: string): string {
  return displayName
    .replace(/ß/g, 'ss')
    .normalize('NFD')
    .replace(/[\u0300-\u036f]/g, '')
    .toLowerCase()
    .replace(/[^a-z]+/g, '.')
    .replace(/^\.+|\.+$/g, '')
    .slice(0, 60);
}

/**
 * Everybody at the company: the four demo people first, then `count - 4`
 * others with names of their own.
 */
export function makePeople(count: number, teams: DemoTeam[]): Person[] {
  const squads = teams.filter(
    team => team.type === 'team' && team.name !== 'visitors',
  );
  const people: Person[] = demoPeople.map(person => ({
    name: person.name,
    displayName: person.displayName,
    email: person.email,
    position: person.position,
    team: person.team,
    pace: demoPaces[person.name],
  }));
  const taken = new Set(people.map(person => person.name));
  const english = createChance('names');
  const german = createGermanChance('names');
  const chance = createChance('people');

  while (people.length < count) {
    const index = people.length - demoPeople.length;
    const source = index % 3 === 0 ? german : english;
    const [name, displayName] = unusualNames[index] ?? [
      '',
      `${source.person.firstName()} ${source.person.lastName()}`,
    ];
    const wanted = name || asEntityName(displayName);
    let unique = wanted;
    for (let n = 2; taken.has(unique); n++) {
      unique = `${wanted}${n}`;
    }
    taken.add(unique);
    people.push({
      name: unique,
      displayName,
      email: `${unique}@example.com`,
      position: chance.helpers.arrayElement(positions),
      team: squads[index % squads.length].name,
      // Ordinary names lead the charts, as they would.
      pace: name ? 1 : chance.helpers.weightedArrayElement(paces),
    });
  }
  return people;
}
