/** One of the four people a newcomer can be. */
export interface DemoPerson {
  /** The name of the User in the `default` namespace. */
  name: string;
  displayName: string;
  email: string;
  /** What they are in the company, in a few words. */
  position: string;
  /** The name of the Group they belong to. */
  team: string;
}

/** The four people the portal can be tried as; the sign-in page shows them. */
export const demoPeople: readonly DemoPerson[] = [
  {
    name: 'alex.admin',
    displayName: 'Alex Admin',
    email: 'alex.admin@example.com',
    position: 'Looks after the portal',
    team: 'developer-experience',
  },
  {
    name: 'mona.manager',
    displayName: 'Mona Manager',
    email: 'mona.manager@example.com',
    position: 'Head of Commerce',
    team: 'commerce',
  },
  {
    name: 'max.member',
    displayName: 'Max Member',
    email: 'max.member@example.com',
    position: 'Software engineer',
    team: 'checkout',
  },
  {
    name: 'gina.guest',
    displayName: 'Gina Guest',
    email: 'gina.guest@example.com',
    position: 'External auditor',
    team: 'visitors',
  },
];

/** The entity reference of a User in the default namespace. */
export function userRefOf(person: { name: string }): string {
  return `user:default/${person.name}`;
}

/** The demo person of that name or entity reference, if there is one. */
export function findDemoPerson(nameOrRef: string): DemoPerson | undefined {
  return demoPeople.find(
    person => person.name === nameOrRef || userRefOf(person) === nameOrRef,
  );
}
