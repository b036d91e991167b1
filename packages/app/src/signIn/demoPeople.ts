/** A user that visitors can sign in as. */
export interface DemoPerson {
  /** The name of the person's User entity. */
  name: string;
  displayName: string;
  initials: string;
  /** The person's permissions, in one line. */
  role: string;
  /** The background of their initials; white text is readable on it. */
  color: string;
}

/** The users that the backend's demo provider accepts. */
export const demoPeople: DemoPerson[] = [
  {
    name: 'alex.admin',
    displayName: 'Alex Admin',
    initials: 'AA',
    role: 'Super admin: full access',
    color: '#0f766e',
  },
  {
    name: 'mona.manager',
    displayName: 'Mona Manager',
    initials: 'MM',
    role: 'Manages the Commerce department',
    color: '#6d28d9',
  },
  {
    name: 'max.member',
    displayName: 'Max Member',
    initials: 'MX',
    role: 'Member: an engineer',
    color: '#1d4ed8',
  },
  {
    name: 'gina.guest',
    displayName: 'Gina Guest',
    initials: 'GG',
    role: 'Guest: read-only access',
    color: '#b45309',
  },
];
