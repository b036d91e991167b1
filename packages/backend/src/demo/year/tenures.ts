import { Role } from '@callboard/plugin-callboard-common';
import { demoPeople } from '../demoPeople';
import { createChance } from '../world/chance';
import { Person } from '../world/people';

/** For how long, and as what, somebody was in the default workspace. */
export interface Tenure {
  person: Person;
  role: Role;
  /** When they joined, as a fraction of the year from 0 to 1. */
  from: number;
  /** When they left, likewise; undefined for who is still there. */
  until?: number;
}

const demoRoles: Record<string, Role> = {
  'alex.admin': 'admin',
  'mona.manager': 'member',
  'max.member': 'member',
  'gina.guest': 'guest',
};

/**
 * Most people are there from the start, some join later, a few leave. The
 * four demo people stay all year.
 */
export function makeTenures(people: Person[]): Tenure[] {
  const chance = createChance('tenures');
  return people.map((person, index) => {
    if (index < demoPeople.length) {
      return { person, role: demoRoles[person.name], from: 0 };
    }
    const joinsLater = chance.datatype.boolean(0.25);
    const from = joinsLater ? chance.number.float({ max: 0.7 }) : 0;
    const leaves = chance.datatype.boolean(0.06);
    const until = leaves
      ? chance.number.float({ min: from + 0.1, max: 0.95 })
      : undefined;
    const role = chance.datatype.boolean(0.15) ? 'guest' : 'member';
    return { person, role, from, until };
  });
}
