import { Role } from '@callboard/plugin-callboard-common';
import { Tenure } from './tenures';

/** A workspace beside the default one. */
export interface DemoWorkspace {
  slug: string;
  name: string;
  timezone: string;
  /** When it was created, as a fraction of the year. */
  from: number;
  /** The teams whose people are members. */
  teams: string[];
  /** Demo people and their roles in it. */
  roles: Record<string, Role>;
}

export const demoWorkspaces: DemoWorkspace[] = [
  {
    slug: 'operations',
    name: 'Operations',
    timezone: 'Europe/Lisbon',
    from: 0.15,
    teams: ['reliability', 'delivery', 'warehouse'],
    roles: { 'mona.manager': 'admin' },
  },
  {
    slug: 'lab',
    name: 'Lab',
    timezone: 'America/New_York',
    from: 0.45,
    teams: ['data', 'experiments'],
    roles: { 'max.member': 'guest' },
  },
];

/** Whether somebody is made a member of that workspace during the year. */
export function joinsWorkspace(
  { teams, roles }: DemoWorkspace,
  { person, until }: Tenure,
): boolean {
  return (
    until === undefined &&
    (teams.includes(person.team) || roles[person.name] !== undefined)
  );
}
