import { endpoints, Role } from '@callboard/plugin-callboard-common';
import { demoPeople, DemoPerson, isPresent } from '../company/people';
import { createRandom, parseTable } from '../company/random';
import { SLUG, Timeline } from '../Timeline';

/** Workspaces besides the default one: with the people of some teams, and a demo person. */
export const demoWorkspaces = parseTable(`
  operations | Operations | Europe/Lisbon    | 0.15 | reliability delivery warehouse | mona.manager | admin
  lab        | Lab        | America/New_York | 0.45 | data experiments               | max.member   | guest
`).map(([slug, name, timezone, from, teams, person, role]) => ({
  slug,
  name,
  timezone,
  from: Number(from),
  teams: teams.split(' '),
  roles: { [person]: role as Role },
}));

/** Whether a person becomes a member of a workspace during the year. */
export function shouldJoinWorkspace(
  { teams, roles }: (typeof demoWorkspaces)[number],
  person: DemoPerson,
): boolean {
  return (
    isPresent(person) && (teams.includes(person.team) || person.name in roles)
  );
}

/** The admin's changes to the default workspace, each with its time of the year. */
const PATCHES = [
  [0.01, { name: 'Lantern' }],
  [0.25, { timezone: 'Europe/Berlin' }],
  [0.4, { week_start: 7 }],
  [0.41, { week_start: 1 }],
  [0.6, { name: 'Lantern engineering' }],
  // The API's examples count days in UTC.
  [0.8, { timezone: 'UTC' }],
] as const;

/**
 * Adds the admin's year: workspaces, members who join and leave, and changes of names, time zones
 * and roles.
 */
export function addWorkspaces(
  timeline: Timeline,
  people: readonly DemoPerson[],
): void {
  const getId = ({ name }: DemoPerson) => timeline.getId(SLUG, name);
  const addMember = (
    slug: string,
    { name, ref: user_ref }: DemoPerson,
    role: Role,
    from: number,
    hour: number,
  ) =>
    timeline.addWorking(from, hour, async (_, services, actor) => {
      const input = { user_ref, role };
      const member = await services.ensureMember(actor, slug, input);
      timeline.setId(slug, name, member);
    });

  people.forEach((person, index) => {
    const { role, from, until } = person;
    // People who are members from the start join before the first office opens.
    const hour = (from === 0 ? 2 : 7) + (3 * index) / people.length;
    addMember(SLUG, person, role, from, hour);
    if (until !== undefined) {
      timeline.addWorking(until, 17.5 + index / 10_000, call =>
        call(endpoints.removeWorkspaceMember, { id: getId(person) }),
      );
    }
  });

  const random = createRandom('roles');
  const stayed = people.slice(demoPeople.length).filter(isPresent);
  stayed.forEach((person, index) => {
    const min = Math.min(person.from + 0.05, 0.9);
    const from = random.number.float({ min, max: 0.9 });
    const hour = 12 + (3 * index) / stayed.length;
    const setRole = (role: Role, at = hour) =>
      timeline.addWorking(from, at, call =>
        call(endpoints.updateWorkspaceMember, { id: getId(person) }, { role }),
      );
    if (person.role === 'guest' && index % 2 === 0) {
      setRole('member');
    } else if (person.role === 'member' && index % 12 === 3) {
      setRole('admin');
      setRole('member', hour + 2);
    } else if (person.role === 'member' && index % 20 === 6) {
      setRole('admin');
    }
  });

  PATCHES.forEach(([from, patch], index) =>
    timeline.addWorking(from, 15 + index / 10, call =>
      call(endpoints.updateWorkspace, {}, patch),
    ),
  );

  for (const workspace of demoWorkspaces) {
    const { slug, name, timezone, from, roles } = workspace;
    const body = { slug, name, timezone };
    timeline.addWorking(from, 10.5, (_, services, actor) =>
      services.getClient(actor).call(endpoints.createWorkspace, { body }),
    );
    const members = people.filter(each => shouldJoinWorkspace(workspace, each));
    members.forEach((person, index) => {
      const role = roles[person.name] ?? 'member';
      const hour = 11 + index / members.length / 2;
      addMember(slug, person, role, Math.max(from, person.from), hour);
    });
    timeline.addWorking(from + 0.3, 16, call =>
      call(endpoints.updateWorkspace, { slug }, { timezone: 'Europe/Berlin' }),
    );
  }
}
