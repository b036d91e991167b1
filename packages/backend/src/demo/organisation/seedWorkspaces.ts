import { endpoints, Role } from '@callboard/plugin-callboard-common';
import { Employee, isPresent } from '../company/people';
import { parseTable } from '../company/random';
import { DemoYear, SLUG } from '../DemoYear';

/** The additional workspaces, with the people of some teams and a demo person. */
export const demoWorkspaces = parseTable(
  ['slug', 'name', 'timezone', 'from', 'teams', 'person', 'role'],
  `
    operations | Operations | Europe/Lisbon    | 0.15 | reliability delivery warehouse | mona.manager | admin
    lab        | Lab        | America/New_York | 0.45 | data                           | max.member   | guest
  `,
).map(({ from, teams, person, role, ...workspace }) => ({
  ...workspace,
  from: Number(from),
  teams: teams.split(' '),
  roles: { [person]: role as Role },
}));

/** Whether a person becomes a member of a workspace during the year. */
export function shouldJoinWorkspace(
  { teams, roles }: (typeof demoWorkspaces)[number],
  person: Employee,
): boolean {
  return (
    isPresent(person) && (teams.includes(person.team) || person.name in roles)
  );
}

/** The admin's changes to the default workspace, each with its time as a fraction of the year. */
const patches = [
  [0.01, { name: 'Lantern' }],
  [0.25, { timezone: 'Europe/Berlin' }],
  [0.4, { week_start: 7 }],
  [0.41, { week_start: 1 }],
  [0.6, { name: 'Lantern engineering' }],
  // The last time zone is UTC, because the examples of the API count days in UTC.
  [0.8, { timezone: 'UTC' }],
] as const;

/** Stores the workspaces with their members, some of whom get another role or leave. */
export async function seedWorkspaces(year: DemoYear): Promise<void> {
  const { services, people } = year;
  for (const [index, person] of people.entries()) {
    const { ref: user_ref, role, joinFraction, leaveFraction } = person;
    // People join before the first visit of the day in any time zone.
    const admin = year.getAdmin(joinFraction, 4 + index / people.length);
    const { id } = await services.ensureMember(admin, SLUG, {
      user_ref,
      role,
    });
    if (leaveFraction !== undefined) {
      const call = year.callAs(year.getAdmin(leaveFraction, 17.5));
      await call(endpoints.removeWorkspaceMember, { id });
    } else if (index % 12 === 9) {
      const patch = { role: role === 'guest' ? 'member' : 'admin' } as const;
      const call = year.callAs(year.getAdmin(Math.max(joinFraction, 0.7), 12));
      await call(endpoints.updateWorkspaceMember, { id }, patch);
    }
  }
  for (const [index, [fraction, patch]] of patches.entries()) {
    const call = year.callAs(year.getAdmin(fraction, 15 + index / 10));
    await call(endpoints.updateWorkspace, {}, patch);
  }
  for (const workspace of demoWorkspaces) {
    const { slug, name, timezone, from, roles } = workspace;
    const client = services.getClient(year.getAdmin(from, 3));
    const body = { slug, name, timezone };
    await client.call(endpoints.createWorkspace, { body });
    const members = people.filter(each => shouldJoinWorkspace(workspace, each));
    for (const [index, person] of members.entries()) {
      const hour = 5 + index / members.length;
      const admin = year.getAdmin(Math.max(from, person.joinFraction), hour);
      const role = roles[person.name] ?? 'member';
      const input = { user_ref: person.ref, role };
      await services.ensureMember(admin, slug, input);
    }
  }
}
